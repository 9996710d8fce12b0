#include <vector>

#include <fmt/core.h>

#include "reports/claim_text.hpp"
#include "reports/figures/figure_csv.hpp"
#include "reports/html/formula.hpp"
#include "reports/html/page_parts.hpp"
#include "reports/number_text.hpp"

namespace benignity {
namespace {

std::string summary_digest(const ClaimResult& claim) {
  const Measurement* const told = telling_measurement(claim);
  return told == nullptr
             ? std::string()
             : html_with_formulas(told->quantity) + ": <b>" + html_text(comparison(*told)) + "</b>";
}

// Inside the page, so that it stays one file that can be sent.
std::string file_link(const std::string& name, std::string_view kind, std::string_view content,
                      std::string_view label) {
  return fmt::format("<a download=\"{}\" href=\"{}\">{}</a>", html_text(name),
                     data_address(kind, content), label);
}

std::string figure_element(const Picture& picture) {
  const std::string caption = html_with_formulas(picture.figure.caption);
  if (picture.svg.empty()) {
    return fmt::format(
        "<figure><p class=\"note\">Not drawn: {}</p><figcaption>{}</figcaption></figure>\n",
        html_text(picture.problem), caption);
  }
  return fmt::format(
      "<figure>\n<div class=\"picture\" role=\"group\" aria-label=\"picture\" tabindex=\"0\" "
      "style=\"--panels: {}\">\n{}</div>\n<figcaption>{} <span class=\"files\">{} {}</span>"
      "</figcaption>\n</figure>\n",
      picture_layout(picture.figure, {}).columns, picture.svg, caption,
      file_link(picture.figure.name + ".svg", "image/svg+xml", picture.svg, "Picture (SVG)"),
      file_link(picture.figure.name + "_data.csv", "text/csv", figure_csv(picture.figure),
                "Numbers (CSV)"));
}

std::string observed_cell(const Measurement& measurement) {
  const std::string observed = html_number(measurement.observed);
  if (!measurement.accept.lower && !measurement.accept.upper) {
    return observed;
  }
  return lies_in(measurement.accept, measurement.observed)
             ? observed + " <span class=\"inside\">✓</span>"
             : "<strong class=\"outside\">" + observed + " ✗ outside</strong>";
}

std::string measurement_table(const ClaimResult& claim) {
  std::vector<std::vector<std::string>> rows;
  for (const Measurement& measurement : claim.measurements) {
    const bool bounded = measurement.accept.lower || measurement.accept.upper;
    rows.push_back({html_with_formulas(measurement.quantity),
                    measurement.predicted ? html_number(*measurement.predicted) : "–",
                    observed_cell(measurement),
                    bounded ? html_text(interval_text(measurement.accept, Digits::glance)) : "–"});
  }
  return html_table("Predicted and observed",
                    {{"quantity"},
                     {"predicted", ColumnOf::numbers},
                     {"observed", ColumnOf::numbers},
                     {"accepted", ColumnOf::numbers}},
                    rows);
}

std::string test_table(const ClaimResult& claim) {
  if (!claim.test) {
    return {};
  }
  const StatisticalTest& test = *claim.test;
  return html_table(
      "Statistical test",
      {{"statistic"},
       {"value", ColumnOf::numbers},
       {"interval", ColumnOf::numbers},
       {"α", ColumnOf::numbers},
       {"p", ColumnOf::numbers},
       {"p (Holm)", ColumnOf::numbers}},
      {{html_text(test.statistic), html_number(test.value),
        html_text(interval_text(test.interval, Digits::glance)), html_number(test.alpha),
        html_number(test.p_false_alarm), html_number(test.p_adjusted)}});
}

std::string margin_table(const ClaimResult& claim) {
  std::vector<std::vector<std::string>> rows;
  for (const MarginValue& margin : claim.margins) {
    const bool holds = margin.value > 1;
    rows.push_back({html_text(margin.name), holds ? html_number(margin.value)
                                                  : "<strong class=\"outside\">" +
                                                        html_number(margin.value) +
                                                        " ✗ not above 1</strong>"});
  }
  return html_table("Assumption margins, each to exceed 1",
                    {{"margin"}, {"value", ColumnOf::numbers}}, rows);
}

// What `benignity explain` says, and the keys of the runs.
std::string design(const ClaimResult& claim) {
  std::vector<NamedText> facts = {{"hypotheses", html_with_formulas(claim.hypotheses)},
                                  {"method", html_with_formulas(claim.method)}};
  // To the last digit they stand in report.json.
  for (const NamedText& setting : claim.settings) {
    facts.push_back({setting.name, html_text(with_short_fractions(setting.text))});
  }
  return html_facts(facts);
}

std::string circumstances(const ClaimResult& claim) {
  return html_facts({{"source", html_with_formulas(claim.source)},
                     {"kind", html_text(claim.kind)},
                     {"theorem", html_text(claim.theorem)},
                     {"engine", html_text(claim.engine)},
                     {"precision", html_text(claim.precision)},
                     {"replicates", std::to_string(claim.replicates)},
                     {"seeds", html_text(claim.seeds)},
                     {"time", fmt::format("{:.2f} s", claim.wall_seconds)}});
}

}  // namespace

std::string claim_section(const ClaimResult& claim, std::span<const Picture> pictures) {
  std::string drawn;
  for (const Picture& picture : pictures) {
    drawn += figure_element(picture);
  }
  return fmt::format(
      "<details class=\"claim\" data-verdict=\"{0}\"{1}>\n"
      "<summary><span class=\"verdict\" data-verdict=\"{0}\">{0}</span> "
      "<span class=\"id\">{14}</span> <span class=\"digest\">{3}</span></summary>\n"
      "<div class=\"body\" id=\"claim-{2}\">\n<p class=\"statement\">{4}</p>\n<p>{5}</p>\n{6}"
      "{7}{8}{9}{10}{11}{12}"
      "<p class=\"label\">Replay this claim</p>\n<pre tabindex=\"0\"><code>{13}</code></pre>\n"
      "</div>\n</details>\n",
      name(claim.verdict), claim.verdict == Verdict::pass ? "" : " open", html_text(claim.id),
      summary_digest(claim), html_with_formulas(claim.statement),
      html_with_formulas(claim.explanation),
      claim.expected ? "<p>" + html_with_formulas(declaration(claim)) + "</p>\n" : "",
      design(claim), drawn, measurement_table(claim), test_table(claim), margin_table(claim),
      circumstances(claim), html_text(claim.replay), html_name(claim.id));
}

}  // namespace benignity
