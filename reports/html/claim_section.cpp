#include <vector>

#include <fmt/core.h>

#include "reports/html/page_parts.hpp"
#include "reports/number_text.hpp"

namespace benignity {
namespace {

std::string summary_digest(const ClaimResult& claim) {
  if (claim.measurements.empty()) {
    return {};
  }
  const Measurement& first = claim.measurements.front();
  return html_text(first.quantity) + ": <b>" + html_text(comparison(first)) + "</b>";
}

std::string figure_element(const Picture& picture) {
  const std::string caption = html_text(picture.figure.caption);
  if (picture.svg.empty()) {
    return fmt::format(
        "<figure><p class=\"note\">Not drawn: {}</p><figcaption>{}</figcaption></figure>\n",
        html_text(picture.problem), caption);
  }
  return fmt::format(
      "<figure>\n<div class=\"picture\" role=\"group\" aria-label=\"picture\" tabindex=\"0\" "
      "style=\"--panels: {}\">\n{}</div>\n<figcaption>{}</figcaption>\n</figure>\n",
      picture.figure.panels.size(), picture.svg, caption);
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
    rows.push_back({html_text(measurement.quantity),
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

std::string circumstances(const ClaimResult& claim) {
  return html_facts({{"source", claim.source},
                     {"kind", claim.kind},
                     {"engine", claim.engine},
                     {"precision", claim.precision},
                     {"replicates", std::to_string(claim.replicates)},
                     {"seeds", claim.seeds},
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
      "<span class=\"id\">{2}</span> <span class=\"digest\">{3}</span></summary>\n"
      "<div class=\"body\" id=\"claim-{2}\">\n<p class=\"statement\">{4}</p>\n<p>{5}</p>\n"
      "{6}{7}{8}{9}{10}"
      "<p class=\"label\">Replay this claim</p>\n<pre tabindex=\"0\"><code>{11}</code></pre>\n"
      "</div>\n</details>\n",
      name(claim.verdict), claim.verdict == Verdict::pass ? "" : " open", html_text(claim.id),
      summary_digest(claim), html_text(claim.statement), html_text(claim.explanation), drawn,
      measurement_table(claim), test_table(claim), margin_table(claim), circumstances(claim),
      html_text(claim.replay));
}

}  // namespace benignity
