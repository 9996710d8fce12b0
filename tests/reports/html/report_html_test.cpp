#include "reports/html/report_html.hpp"

#include <limits>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/reports/figures/sample_figures.hpp"
#include "tests/reports/random_report.hpp"
#include "tests/reports/sample_report.hpp"
#include "tests/reports/text_search.hpp"

namespace benignity {
namespace {

using testing::holds;

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++found;
  }
  return found;
}

std::string page_of(const ClaimResult& claim) {
  Report report;
  report.claims = {claim};
  return report_html(report, {});
}

TEST_CASE("the page says how many claims failed, passed and were not run") {
  const std::string page = report_html(sample_report(), {});
  CHECK(holds(page, "2 claims failed: 1 of 7 passed, 1 not run"));
  CHECK(holds(page, "data-verdict=\"INCONCLUSIVE\">INCONCLUSIVE</span> 1</label>"));
  CHECK(holds(page, "<li>exponent.κ</li>"));
  CHECK(holds(page_of(sample_claim()), "No claim failed: 1 of 1 passed"));
}

TEST_CASE("a claim has all that it was judged by, and the line that replays it") {
  const std::string page = page_of(sample_claim());
  for (const char* part :
       {"with probability at least 1 - δ, <math alttext=\"tau_generalize &lt;= C tau_benign\">",
        "<dt>hypotheses</dt><dd>every margin of part 2 exceeds 1</dd>",
        "<dt>method</dt><dd>128 replicates, success at one step</dd>",
        "<dt>flipped_labels</dt><dd>4</dd>", "[paper] Theorem, part 2",
        "128 of 128 seeds: the lower bound 0.96 reaches 0.9",
        "<th scope=\"row\">dimension</th><td class=\"number\">1.5</td>",
        "<th scope=\"row\">τ_generalize [steps]</th><td class=\"number\">409.2</td>"
        "<td class=\"number\">412 <span class=\"inside\">✓</span></td>"
        "<td class=\"number\">[400.5, 420.5]</td>",
        "Clopper-Pearson bounds of the probability", "[0.96, 1]", "0.005", "0.75",
        "seed 1, replicates 0 to 127",
        "<code>benignity verify --battery smoke --claim theorem.generalize --seed 1</code>"}) {
    INFO(part);
    CHECK(holds(page, part));
  }
}

TEST_CASE("a claim's name breaks after its dots and underscores") {
  CHECK(holds(page_of(sample_claim("control.given_data.louder", Verdict::pass)),
              "<span class=\"id\">control.<wbr>given_<wbr>data.<wbr>louder</span>"));
}

TEST_CASE("claims that did not pass are open, the others closed") {
  CHECK(holds(page_of(sample_claim()), "<details class=\"claim\" data-verdict=\"PASS\">"));
  CHECK(holds(page_of(sample_claim("x", Verdict::vacuous)),
              "<details class=\"claim\" data-verdict=\"VACUOUS\" open>"));
}

TEST_CASE(
    "what lies outside its interval, a NaN too, and a margin that fails are marked in words") {
  ClaimResult claim = sample_claim();
  claim.measurements[0].observed = std::numeric_limits<double>::quiet_NaN();
  claim.margins = {{"dimension", 0.5}};
  CHECK(holds(page_of(claim), "nan ✗ outside"));
  CHECK(holds(page_of(claim), "0.5 ✗ not above 1"));
}

TEST_CASE("a picture is inside the page, and one that is missing says why") {
  Report report;
  report.claims = {sample_claim(), sample_claim("other", Verdict::pass)};
  report.claims[0].figures = {sample_figure()};
  report.claims[1].figures = {sample_figure()};
  REQUIRE(figures_of(report).size() == 2);
  const std::string page = report_html(report, {{sample_figure(), "<svg>one</svg>", {}, {}},
                                                {sample_figure(), {}, {}, {}, "no <gnuplot>"}});
  CHECK(page.find("<svg>one</svg>") < page.find("id=\"claim-other\""));
  CHECK(count(page, "<svg>") == 1);
  CHECK(holds(page, "τ against ‖μ‖ &amp; &lt;script&gt;alert(1)&lt;/script&gt;</figcaption>"));
  CHECK(holds(page, "Not drawn: no &lt;gnuplot&gt;"));
}

TEST_CASE("a text cannot become markup, whatever its bytes") {
  const std::string attack = "</code></style></title><script>alert(1)</script>\" onload='x'<!--";
  Report report = sample_report();
  for (ClaimResult& claim : report.claims) {
    claim = {.id = attack,
             .statement = attack,
             .source = attack,
             .kind = attack,
             .hypotheses = attack,
             .method = attack,
             .settings = {{attack, attack}},
             .expected = ExpectedVerdict{Verdict::pass, attack},
             .verdict = claim.verdict,
             .explanation = attack,
             .margins = {{attack, 2}},
             .measurements = {{attack, 1, 1, {}}},
             .test = claim.test,
             .seeds = attack,
             .engine = attack,
             .precision = attack,
             .replay = attack};
    claim.test = StatisticalTest{.statistic = attack, .value = 0, .interval = {}};
  }
  report.battery = report.manifest.commit = report.manifest.cpu = report.manifest.started = attack;
  report.manifest.libraries = {{attack, attack}};
  report.missing = {attack};
  const std::string page = report_html(report, {});
  CHECK(count(page, "<script") == 1);
  CHECK(!holds(page, "<!--"));
  CHECK(!holds(page, "\" onload"));
  CHECK(count(page, "<details") == report.claims.size());
  CHECK(count(page, "</title>") == 1);
  CHECK(rc::check([&] {
    const Report random = random_report();
    const std::string any = report_html(random, {});
    RC_ASSERT(count(any, "<details") == random.claims.size());
    RC_ASSERT(count(any, "<pre") == random.claims.size());
    RC_ASSERT(count(any, "<main>") == 1);
    RC_ASSERT(count(any, "<script") == 1);
  }));
}

TEST_CASE("claims of one theorem stand together, under what it states") {
  Report report;
  report.claims = {sample_claim("a", Verdict::pass), sample_claim("b", Verdict::pass),
                   sample_claim("c", Verdict::fail)};
  report.claims[1].theorem = "max_margin";
  const std::string page =
      report_html(report, {}, {{"max_margin", "p tends to p_mm", "[paper] T", {}}});
  CHECK(holds(page, "<h2 id=\"group-0\">heads</h2>"));
  CHECK(holds(page, "<h2 id=\"group-1\">max margin</h2>\n<p class=\"states\"><math"));
  CHECK(page.find("id=\"claim-c\"") < page.find("id=\"claim-b\""));
}

TEST_CASE("what is sharper stands above the claims, each with its verdict in this report") {
  Report report;
  report.claims = {sample_claim("a", Verdict::fail), sample_claim("b", Verdict::pass)};
  const std::vector<TheoremText> theorems = {
      {"heads", "heads", "[paper]", {{"one is sharper", "a"}, {"not tried here", "absent"}}}};
  const std::string page = report_html(report, {}, theorems);
  CHECK(holds(page,
              "<li>one is sharper <a href=\"#claim-a\"><span class=\"verdict\" "
              "data-verdict=\"FAIL\">FAIL</span> a</a></li>"));
  CHECK(page.find("one is sharper") < page.find("<fieldset>"));
  CHECK(!holds(page, "not tried here"));
  CHECK(!holds(report_html(report, {}), "Sharper"));
}

TEST_CASE("claims of one kind stand together, each with its own pictures") {
  Report report;
  report.claims = {sample_claim("a", Verdict::pass), sample_claim("b", Verdict::pass),
                   sample_claim("c", Verdict::pass)};
  report.claims[1].kind = "mean_field";
  for (ClaimResult& claim : report.claims) claim.figures = {sample_figure()};
  std::vector<Picture> pictures;
  for (const char* svg : {"<svg>of a</svg>", "<svg>of b</svg>", "<svg>of c</svg>"}) {
    pictures.push_back({sample_figure(), svg, {}, {}});
  }
  const std::string page = report_html(report, pictures);
  CHECK(holds(page, "<a href=\"#group-0\">heads</a> 3"));
  CHECK(holds(page, "<a href=\"#group-0-0\">theorem</a> 2"));
  CHECK(holds(page, "<h3 id=\"group-0-1\">mean field</h3>"));
  std::size_t last = 0;
  for (const char* part : {"id=\"claim-a\"", "<svg>of a</svg>", "id=\"claim-c\"", "<svg>of c</svg>",
                           "id=\"claim-b\"", "<svg>of b</svg>"}) {
    INFO(part);
    REQUIRE(holds(page, part));
    CHECK(page.find(part) > last);
    last = page.find(part);
  }
}

TEST_CASE("a picture and its numbers can be taken from the page as files") {
  Report report;
  report.claims = {sample_claim()};
  report.claims[0].figures = {sample_figure()};
  const std::string page = report_html(report, {{sample_figure(), "<svg>one</svg>", {}, {}}});
  CHECK(holds(page,
              "<a download=\"sample.svg\" "
              "href=\"data:image/svg+xml;base64,PHN2Zz5vbmU8L3N2Zz4=\">"));
  CHECK(holds(page, "<a download=\"sample_data.csv\" href=\"data:text/csv;base64,"));
}

TEST_CASE("a declared verdict is shown with its evidence") {
  ClaimResult claim = sample_claim("x", Verdict::vacuous);
  claim.expected = ExpectedVerdict{Verdict::vacuous, "by <design>"};
  CHECK(holds(page_of(claim), "<p>declared VACUOUS: by &lt;design&gt;</p>"));
}

TEST_CASE("the page names no address and runs no script but its own") {
  const std::string page = report_html(sample_report(), {});
  for (const char* part : {"http:", "https:", "//", "src=", "url(", "@import", " onload="}) {
    INFO(part);
    CHECK(!holds(page, part));
  }
  CHECK(holds(page, "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"));
}

}  // namespace
}  // namespace benignity
