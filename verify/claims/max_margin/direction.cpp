#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "verify/claims/max_margin/claims.hpp"
#include "verify/claims/max_margin/query_flow.hpp"
#include "verify/claims/max_margin/query_setting.hpp"

namespace benignity {
namespace max_margin_direction_trial {
namespace {

ClaimDescription statement() {
  return {
      "max_margin.direction",
      "with a fixed head and the query trained, p turns to the max-margin solution of the "
      "tokens it selects: dp/dlog t tends to it, the angle of p itself falls like 1/log t",
      "[published] arXiv 2306.13596: p/|p| tends to the direction of (Att-SVM); [derived] "
      "theory/max_margin/README.md (V3), (V4)",
      "theorem",
      query_setting_text + std::string("; the flow of p from 0, W = I, to log t = 240"),
      "6 replicates; p_mm of the tokens selected at the end; |dp/dlog t - p_mm| <= 0.01 "
      "|p_mm| at log t = 240, p_mm by Clp's quadratic simplex with a relative duality gap "
      "below 1e-9; angle times log t changes from 120 to 240 by at most 120 times the distance at "
      "120 (and 1% of itself)",
      "flow, sampled",
      "double"};
}

constexpr std::uint64_t replicates = 6;
constexpr double early = 120;
constexpr double late = 240;
constexpr double tolerance = 0.01;
/// Beside the bound, of terms of second order in the angle.
constexpr double angle_slack = 0.01;
constexpr double largest_gap = 1e-9;

struct Course {
  std::vector<double> log_times;
  std::vector<double> distances;
  std::vector<double> angles;
};

Panel panel(const char* title, const char* label, const std::vector<Course>& courses,
            std::vector<double> Course::*figure) {
  Panel panel{title, {"log t", Scale::linear, {}, {}}, {label, Scale::logarithmic, {}, {}}, {}, {}};
  for (std::size_t k = 0; k < courses.size(); ++k) {
    panel.series.push_back({fmt::format("replicate {}", k),
                            Mark::curve,
                            courses[k].log_times,
                            courses[k].*figure,
                            {}});
  }
  return panel;
}

Finding check(const MaxMarginDirectionDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError distance;
  LargestError angle;
  LargestError gap;
  double elsewhere = 0;
  std::vector<double> log_times;
  for (double log_time = 20; log_time <= late; log_time += 20) log_times.push_back(log_time);
  std::vector<Course> courses;
  for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
    const QueryProblem query = query_problem(query_setting(), context, replicate);
    const std::vector<QueryState> states = query_flow(query, log_times, context);
    const std::vector<std::size_t> selected = selected_tokens(query.problem, states.back().logits);
    const MaxMargin program =
        max_margin(query, constraints_of(query, selected, TiedTokens::at_rest),
                   design.margin_of_one_constraint);
    const std::vector<std::size_t> best = best_tokens_of(query);
    for (std::size_t i = 0; i < best.size(); ++i) elsewhere += best[i] == selected[i] ? 0 : 1;
    Course course{log_times, {}, {}};
    double angle_early = 0;  // times log t
    double distance_early = 0;
    for (const QueryState& state : states) {
      course.distances.push_back(relative_distance(query, state.rates, program.weights));
      course.angles.push_back(angle_to(query, state.logits, program.weights));
      if (state.log_time == early) {
        angle_early = course.angles.back() * early;
        distance_early = course.distances.back();
      }
    }
    distance.see(course.distances.back());
    angle.see((course.angles.back() * late - angle_early) /
              ((late - early) * distance_early + angle_slack * angle_early));
    gap.see(program.solution.relative_gap());
    finding.measurements.push_back(
        {fmt::format("|dp/dlog t - p_mm|/|p_mm| at log t = {}, replicate {}", late, replicate),
         0.0,
         course.distances.back(),
         {0.0, tolerance}});
    finding.measurements.push_back(
        {fmt::format("angle of p at log t = {} [rad], replicate {}", late, replicate),
         {},
         course.angles.back(),
         {}});
    finding.measurements.push_back(
        {fmt::format("primal and dual value of the program, their ratio less 1, replicate {}",
                     replicate),
         0.0,
         program.solution.relative_gap(),
         {{}, largest_gap}});
    courses.push_back(std::move(course));
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {{"largest |dp/dlog t - p_mm|/|p_mm|", 0.0, distance.value(), {0.0, tolerance}},
       {"largest change of angle times log t from 120 to 240, over its bound",
        0.0,
        angle.value(),
        {0.0, 1.0}},
       {"samples that select another than their best token", {}, elsewhere, {}}});
  finding.figures = {
      {"max_margin_direction",
       "The derivative of p in log t tends to the solution of the quadratic program "
       "like a power of t; the angle of p itself falls like 1/log t",
       {panel("derivative", "|dp/dlog t - p_mm| / |p_mm|", courses, &Course::distances),
        panel("p itself", "angle [rad]", courses, &Course::angles)},
       query_setting_text}};
  finding.replicates = replicates;
  const bool holds =
      distance.value() <= tolerance && angle.value() <= 1 && gap.value() <= largest_gap;
  finding.verdict = holds ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format("largest distance {:.2g}, largest duality gap {:.1g}",
                                    distance.value(), gap.value());
  return finding;
}

}  // namespace
}  // namespace max_margin_direction_trial

Claim max_margin_direction_claim(const MaxMarginDirectionDesign& design) {
  return {max_margin_direction_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) {
            return max_margin_direction_trial::check(design, context);
          }};
}

}  // namespace benignity
