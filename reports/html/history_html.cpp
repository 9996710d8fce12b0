#include "reports/html/history_html.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "reports/claim_text.hpp"
#include "reports/html/formula.hpp"
#include "reports/html/page_parts.hpp"
#include "reports/number_text.hpp"

namespace benignity {
namespace {

constexpr double line_width = 260;
constexpr double line_height = 44;
constexpr double frame = 5;

/// From a value to the height at which it is drawn; every finite observation and end of the
/// interval lies inside the frame.
struct HeightScale {
  double least;
  double largest;
  [[nodiscard]] double operator()(double value) const {
    const double share = largest > least ? (value - least) / (largest - least) : 0.5;
    return line_height - frame - share * (line_height - 2 * frame);
  }
};

HeightScale scale_of(const ClaimHistory& claim) {
  HeightScale scale{std::numeric_limits<double>::infinity(),
                    -std::numeric_limits<double>::infinity()};
  const auto include = [&](double value) {
    if (!std::isfinite(value)) return;
    scale = {std::min(scale.least, value), std::max(scale.largest, value)};
  };
  for (const double value : claim.observed) include(value);
  include(lower_end(claim.accept));
  include(upper_end(claim.accept));
  return scale;
}

std::string accepted_band(const ClaimHistory& claim, const HeightScale& scale) {
  if (!claim.accept.lower && !claim.accept.upper) return {};
  const auto height = [&](double end, double beyond) {
    return std::isfinite(end) ? scale(end) : beyond;
  };
  const double top = height(upper_end(claim.accept), 0);
  const double bottom = height(lower_end(claim.accept), line_height);
  return fmt::format(
      "<rect class=\"accepted\" x=\"0\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\"/>", top,
      line_width, std::max(bottom - top, 0.5));
}

std::string trend_line(const History& history, const ClaimHistory& claim) {
  const HeightScale scale = scale_of(claim);
  const double step = (line_width - 2 * frame) /
                      static_cast<double>(std::max<std::size_t>(history.runs.size() - 1, 1));
  std::string points;
  for (std::size_t run = 0; run < history.runs.size(); ++run) {
    if (!claim.verdicts[run] || !std::isfinite(claim.observed[run])) continue;
    points += fmt::format(
        "<circle data-verdict=\"{0}\" cx=\"{1:.1f}\" cy=\"{2:.1f}\" r=\"3\"><title>{3}: {4} "
        "{0}</title>"
        "</circle>",
        name(*claim.verdicts[run]), frame + step * static_cast<double>(run),
        scale(claim.observed[run]), html_text(history.runs[run].report.manifest.started),
        html_number(claim.observed[run]));
  }
  if (points.empty()) return "–";
  return fmt::format(
      "<svg class=\"trend\" role=\"img\" aria-label=\"{} over {} runs\" viewBox=\"0 0 {} {}\" "
      "width=\"{}\" height=\"{}\">{}{}</svg>",
      html_text(claim.quantity), history.runs.size(), line_width, line_height, line_width,
      line_height, accepted_band(claim, scale), points);
}

std::string table_of_claims(const History& history) {
  std::vector<std::vector<std::string>> rows;
  for (const ClaimHistory* claim : turned_first(history)) {
    rows.push_back({"<span class=\"id\">" + html_name(claim->id) + "</span>",
                    claim->turns > 0
                        ? fmt::format("<strong class=\"outside\">{} ✗ turned {}</strong>",
                                      html_text(verdicts_in_a_row(*claim)), claim->turns)
                        : html_text(verdicts_in_a_row(*claim)),
                    html_with_formulas(claim->quantity), trend_line(history, *claim),
                    html_text(interval_text(claim->accept, Digits::glance))});
  }
  return html_table("Claims, those that turned first",
                    {{"claim"},
                     {"verdicts, runs in a row"},
                     {"quantity"},
                     {"over the runs"},
                     {"accepted", ColumnOf::numbers}},
                    rows);
}

std::string table_of_runs(const History& history) {
  std::vector<std::vector<std::string>> rows;
  for (const PastRun& run : history.runs) {
    const Manifest& manifest = run.report.manifest;
    rows.push_back({html_text(manifest.started), html_text(run.name), html_text(run.report.battery),
                    std::to_string(manifest.seed), html_text(manifest.commit),
                    html_text(outcome_text(run.report)),
                    fmt::format("{:.1f}", manifest.wall_seconds)});
  }
  return html_table("Runs, the oldest first",
                    {{"started (UTC)"},
                     {"report"},
                     {"battery"},
                     {"seed", ColumnOf::numbers},
                     {"commit"},
                     {"outcome"},
                     {"seconds", ColumnOf::numbers}},
                    rows);
}

constexpr std::string_view trend_style = R"(
.trend { display: block; max-width: none; } .trend circle { fill: var(--shade); }
.trend .accepted { fill: var(--line); opacity: 0.5; }
)";

}  // namespace

std::string history_html(const History& history) {
  const std::string outcome = fmt::format("{} of {} claims kept their verdict over {} runs",
                                          history.claims.size() - history.turned(),
                                          history.claims.size(), history.runs.size());
  return fmt::format(
             "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
             "'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n"
             "<link rel=\"icon\" href=\"data:,\">\n<title>{0} – benignity</title>\n"
             "<style>{1}{2}</style>\n</head>\n<body>\n<header>\n<h1>benignity over time</h1>\n"
             "<p class=\"outcome\"><span class=\"verdict\" data-verdict=\"{3}\">{0}</span></p>\n"
             "</header>\n<main>\n",
             outcome, page_style(), trend_style, history.turned() == 0 ? "PASS" : "FAIL") +
         table_of_claims(history) + table_of_runs(history) + "</main>\n</body>\n</html>\n";
}

}  // namespace benignity
