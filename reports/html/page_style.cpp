#include "reports/html/page_parts.hpp"

namespace benignity {

std::string_view page_style() {
  // Text and verdict colours keep a contrast of at least 4.5 to their backgrounds in both schemes.
  return R"(
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --raised: #f6f8fa;
  --accent: #0b5cad; --pass: #0a6245; --fail: #a3161d; --other: #7a4b00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e6e9ed; --quiet: #a4adb8; --line: #39424d; --raised: #1d232a;
    --accent: #7db7ff; --pass: #74d9ae; --fail: #ff9d96; --other: #efc069;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 68rem; padding: 1.25rem clamp(0.75rem, 3vw, 2rem) 3rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 0.25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
.quiet { color: var(--quiet); }
.outcome { font-size: 1.15rem; margin: 0.25rem 0; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 0.5rem; top: 0.5rem; padding: 0.5rem 1rem; background: var(--paper); z-index: 1; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
fieldset { border: 0; margin: 1rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.5rem; }
fieldset legend { padding: 0; margin-bottom: 0.25rem; color: var(--quiet); }
fieldset label {
  border: 1px solid var(--line); border-radius: 1rem; padding: 0.35rem 0.8rem; cursor: pointer;
  display: inline-flex; gap: 0.4rem; align-items: center;
}
fieldset label:has(:checked) { border-color: var(--accent); background: var(--raised); }
.search input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: 6px; padding: 0.3rem 0.6rem; max-width: 100%; }
.kinds { display: flex; flex-wrap: wrap; gap: 0.25rem 1.2rem; list-style: none; padding: 0; margin: 0.5rem 0; color: var(--quiet); }
.kinds > li { flex: 0 1 auto; } .kinds ul { display: inline; padding: 0; margin: 0; font-size: 0.9rem; }
.kinds ul li { display: inline; margin-left: 0.6rem; }
.group h2::first-letter, .group h3::first-letter { text-transform: uppercase; }
h3 { font-size: 1rem; margin: 1.2rem 0 0.4rem; color: var(--quiet); }
.states { margin: 0 0 0.5rem; }
.sharper { border: 1px solid var(--line); border-radius: 6px; padding: 0.2rem 1rem; margin: 1rem 0; }
.sharper h2 { font-size: 1rem; margin: 0.5rem 0 0; } .sharper ul { margin: 0.3rem 0 0.5rem; padding-left: 1.2rem; }
math { font-size: 1.05em; }
.files { white-space: nowrap; }
.files a { margin-left: 0.8rem; }
[hidden] { display: none !important; }
fieldset input { accent-color: var(--accent); margin: 0; }
[data-verdict] { --shade: var(--other); }
[data-verdict="PASS"] { --shade: var(--pass); }
[data-verdict="FAIL"], [data-verdict="ERROR"] { --shade: var(--fail); }
.verdict { color: var(--shade); font-weight: 700; font-size: 0.9rem; letter-spacing: 0.02em; }
.verdict::before { content: "● "; }
[data-verdict="FAIL"].verdict::before, [data-verdict="ERROR"].verdict::before { content: "✗ "; }
[data-verdict="PASS"].verdict::before { content: "✓ "; }
.claim { border: 1px solid var(--line); border-left: 4px solid var(--shade); border-radius: 6px; margin: 0.5rem 0; }
.claim > summary {
  cursor: pointer; padding: 0.55rem 0.8rem; display: grid; gap: 0 0.9rem; align-items: baseline;
  grid-template-columns: 9.5rem minmax(0, 1.1fr) minmax(0, 1fr) 1rem;
}
.claim > summary::after { content: "▸"; color: var(--quiet); grid-row: 1; grid-column: -2; }
.claim[open] > summary::after { content: "▾"; }
.claim > summary::-webkit-details-marker { display: none; }
.claim > summary:hover, .claim[open] > summary { background: var(--raised); }
.id { font-weight: 600; }
.digest { color: var(--quiet); font-size: 0.9rem; }
.digest b { color: var(--ink); font-weight: 600; white-space: nowrap; }
.body { padding: 0.25rem 0.9rem 0.9rem; border-top: 1px solid var(--line); }
.statement { font-size: 1.05rem; border-left: 3px solid var(--line); padding-left: 0.8rem; }
figure { margin: 1rem 0; }
.picture { overflow-x: auto; background: #ffffff; border: 1px solid var(--line); border-radius: 6px; }
@media screen and (prefers-color-scheme: dark) {
  /* Lightness is turned round, hues kept: white paper becomes the page's, colours stay distinct. */
  .picture { background: #14181d; }
  .picture svg { filter: invert(0.92) hue-rotate(180deg); }
}
.picture svg {
  display: block; margin: 0 auto; height: auto; width: 100%;
  max-width: calc(var(--panels) * 32.5rem); min-width: calc(var(--panels) * 20rem);
}
figcaption, .note { color: var(--quiet); font-size: 0.9rem; margin-top: 0.4rem; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: 0.9rem; min-width: min(100%, 30rem); }
caption { text-align: left; font-weight: 600; padding-bottom: 0.25rem; white-space: nowrap; }
th, td { text-align: left; vertical-align: baseline; padding: 0.25rem 1.2rem 0.25rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 500; white-space: nowrap; }
tbody th { font-weight: 400; min-width: 9rem; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.inside { color: var(--pass); }
.outside { color: var(--fail); }
dl { display: flex; flex-wrap: wrap; gap: 0.4rem 1.6rem; margin: 1rem 0; font-size: 0.9rem; }
dl div { max-width: 100%; }
dt { color: var(--quiet); }
dd { margin: 0; }
.label { margin: 1rem 0 0.25rem; font-weight: 600; font-size: 0.9rem; }
pre {
  margin: 0; padding: 0.6rem 0.8rem; background: var(--raised); border: 1px solid var(--line); border-radius: 6px;
  white-space: pre-wrap; user-select: all; -webkit-user-select: all; font-size: 0.9rem;
}
@media (max-width: 40rem) {
  .claim > summary { grid-template-columns: minmax(0, 1fr) 1rem; }
  .claim > summary > span { grid-column: 1; }
  th, td { padding-right: 0.8rem; }
}
@media print {
  :root {
    color-scheme: light; --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #bbbbbb; --raised: #ffffff;
    --pass: #0a6245; --fail: #a3161d; --other: #7a4b00;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  fieldset, .skip, .search, .kinds, .files { display: none; }
  details::details-content { content-visibility: visible; height: auto; }
  .claim > summary, figure, tr { break-inside: avoid; }
  .picture svg { min-width: 0; max-width: calc(var(--panels) * 12cm); }
  .wide, .picture { overflow: visible; }
}
)";
}

}  // namespace benignity
