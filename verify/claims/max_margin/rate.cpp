#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "theory/max_margin/late_multipliers.hpp"
#include "theory/max_margin/relaxation_rate.hpp"
#include "verify/claims/max_margin/claims.hpp"
#include "verify/claims/max_margin/query_flow.hpp"
#include "verify/claims/max_margin/query_setting.hpp"

namespace benignity {
namespace max_margin_rate_trial {
namespace {

ClaimDescription statement() {
  return {
      "max_margin.rate",
      "late rates obey dq/dlog t = q (1 - Gq), so that |dp/dlog t - p_mm| falls like t^{-r} or "
      "faster, r the least eigenvalue of the active constraints' Gram matrix between roots of "
      "their multipliers, or the least surplus margin of the others",
      "[derived] theory/max_margin/README.md (V4), (V5)",
      "theorem",
      query_setting_text + std::string("; the flow of p from 0, W = I"),
      "6 replicates; the local exponent of the distance over 60 units of log t, from the first of "
      "20, 40, ..., 160 at which every sample's gaps exceed 12, so that the equation is exact to "
      "e^-12: within 1% of that of the equation, and at least r",
      "flow, sampled",
      "double"};
}

constexpr std::uint64_t replicates = 6;
constexpr double tolerance = 0.01;
constexpr double apart = 20;  ///< of the times
constexpr std::size_t starts = 8;
constexpr std::size_t duration = 3;  ///< in times, from the start on
constexpr double settled_gap = 12;

/// In every sample the token that it selects in the end leads all of its others by the gap.
bool is_settled(const std::vector<MarginConstraint>& constraints, const QueryState& state) {
  return std::all_of(constraints.begin(), constraints.end(), [&](const MarginConstraint& each) {
    return state.logits(static_cast<Eigen::Index>(each.selected)) -
               state.logits(static_cast<Eigen::Index>(each.other)) >=
           settled_gap;
  });
}

/// The rates of the constraints in a state: what the token that is left has lost.
std::vector<double> rates_of(const std::vector<MarginConstraint>& constraints,
                             const QueryState& state) {
  std::vector<double> rates;
  for (const MarginConstraint& each : constraints) {
    rates.push_back(-state.rates(static_cast<Eigen::Index>(each.other)));
  }
  return rates;
}

Vector<double> along_tokens(const std::vector<MarginConstraint>& constraints,
                            const std::vector<double>& rates, Eigen::Index tokens) {
  Vector<double> along = Vector<double>::Zero(tokens);
  for (std::size_t j = 0; j < constraints.size(); ++j) {
    along(static_cast<Eigen::Index>(constraints[j].selected)) += rates[j];
    along(static_cast<Eigen::Index>(constraints[j].other)) -= rates[j];
  }
  return along;
}

Finding check(const MaxMarginRateDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  bool fast_enough = true;
  std::vector<double> log_times;
  for (std::size_t k = 1; k <= starts + duration; ++k) {
    log_times.push_back(apart * static_cast<double>(k));
  }
  for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
    const QueryProblem query = query_problem(query_setting(), context, replicate);
    const std::vector<QueryState> states = query_flow(query, log_times, context);
    const std::vector<MarginConstraint> constraints = constraints_of(
        query, selected_tokens(query.problem, states.back().logits), TiedTokens::at_rest);
    std::size_t first = 0;
    while (first + 1 < starts && !is_settled(constraints, states[first])) ++first;
    const QueryState& early = states[first];
    const QueryState& late = states[first + duration];
    const double length = late.log_time - early.log_time;
    const MaxMargin program = max_margin(query, constraints);
    const std::size_t count = constraints.size();
    const std::span<const double> gram(program.gram.data(), count * count);
    const auto exponent_to = [&](const Vector<double>& last) {
      return std::log(relative_distance(query, early.rates, program.weights) /
                      relative_distance(query, last, program.weights)) /
             length;
    };
    const std::vector<double> rates =
        late_multipliers(gram, rates_of(constraints, early), length * design.speed);
    const double predicted = exponent_to(along_tokens(constraints, rates, query.kernel.rows()));
    const double observed = exponent_to(late.rates);
    const double rate = relaxation_rate(gram, {program.solution.multipliers.data(), count});
    worst.see(observed / predicted - 1);
    fast_enough = fast_enough && observed >= rate * (1 - tolerance);
    finding.measurements.push_back(
        {fmt::format("local exponent of the distance from log t = {}, replicate {}", early.log_time,
                     replicate),
         predicted,
         observed,
         {predicted * (1 - tolerance), predicted * (1 + tolerance)}});
    finding.measurements.push_back(
        {fmt::format("its limit r, replicate {}", replicate), {}, rate, {{}, observed}});
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {"largest relative error of a local exponent", 0.0, worst.value(), {0.0, tolerance}});
  finding.replicates = replicates;
  finding.verdict = fast_enough && worst.value() <= tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation =
      fmt::format("largest relative error of a local exponent {:.2g}", worst.value());
  return finding;
}

}  // namespace
}  // namespace max_margin_rate_trial

Claim max_margin_rate_claim(const MaxMarginRateDesign& design) {
  return {max_margin_rate_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) {
            return max_margin_rate_trial::check(design, context);
          }};
}

}  // namespace benignity
