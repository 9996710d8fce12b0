#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/data/token_law.hpp"
#include "sim/model/products.hpp"
#include "theory/elementary.hpp"
#include "verify/claims/max_margin/claims.hpp"
#include "verify/claims/max_margin/query_flow.hpp"

namespace benignity {
namespace max_margin_ties_trial {
namespace {

ClaimDescription statement() {
  return {"max_margin.ties",
          "of two tokens with the selected head value one wins, and the other asks for no margin: "
          "the limit is the program without it; where their head values differ, by however little, "
          "the margin is asked for, and the larger one wins in the end unless its margin was above "
          "1",
          "[derived] theory/max_margin/README.md (V6), (V7); theory/README.md (7.11)",
          "theorem",
          "n = 10, T = 5, two confusing tokens, d = 1000, |mu| = 12, rho = 0.2, eta = 0.2; head "
          "values of the signal parts alone, so that noisy samples have two best tokens; then "
          "that of one loser a training set raised by 10^-6",
          "4 replicates to log t = 600; the distance of dp/dlog t from the program of the winners "
          "is at most 0.02 with exact ties; and with the near one from the program of the tokens "
          "selected then; the raised loser is selected exactly where its margin in the winners' "
          "program was below 1 (the first loser for which it is not within 0.1 of 1)",
          "flow, sampled",
          "double"};
}

constexpr std::uint64_t replicates = 4;
constexpr double late = 600;
constexpr double tolerance = 0.02;
constexpr double raised = 1e-6;
/// Of the margin 1 at which a raised loser would take e^(log(1/raised)/guard) to win.
constexpr double guard = 0.1;

Parameters setting() {
  Parameters parameters;
  parameters.samples = 10;
  parameters.tokens = 5;
  parameters.confusing_tokens = 2;
  parameters.dimension = 1000;
  parameters.signal_norm = 12;
  parameters.weak_signal = 0.2;
  return parameters;
}

/// gamma/g of the signal parts.
Vector<double> noiseless_values(const Parameters& parameters, const Labels& labels) {
  Vector<double> values(parameters.samples * parameters.tokens);
  for (std::int64_t i = 0; i < parameters.samples; ++i) {
    const int truth = labels.truth[static_cast<std::size_t>(i)];
    for (std::int64_t t = 0; t < parameters.tokens; ++t) {
      const SignalPart part = signal_part(parameters, truth, t);
      values(i * parameters.tokens + t) = (part.plus - part.minus) / std::sqrt(2.0);
    }
  }
  return values;
}

struct Limits {
  double exact = 0;        ///< distance from the program of the winners
  double constrained = 0;  ///< from the one that constrains the losers too
  double near = 0;         ///< with a raised loser, from the program of the selected tokens
  double asked = 0;        ///< 1 where a loser's margin is not within `guard` of 1
  double agree = 0;        ///< 1 where that one, raised, is selected when it should be
};

/// A loser of an exact tie, and what the winners' program leaves between it and its winner.
struct Loser {
  std::size_t sample;
  std::size_t token;
  double margin;
};

std::vector<Loser> losers_of(const QueryProblem& query, const std::vector<std::size_t>& winners,
                             const MaxMargin& program) {
  const Vector<double> images = product(query.kernel, program.weights);
  std::vector<Loser> losers;
  for (const MarginConstraint& each : constraints_of(query, winners, TiedTokens::constrained)) {
    const auto winner = static_cast<Eigen::Index>(each.selected);
    const auto other = static_cast<Eigen::Index>(each.other);
    if (query.problem.head_values(winner) != query.problem.head_values(other)) continue;
    losers.push_back({each.other / static_cast<std::size_t>(query.problem.tokens), each.other,
                      images(winner) - images(other)});
  }
  return losers;
}

Limits limits_of(QueryProblem query, const MaxMarginTiesDesign& design,
                 const ClaimContext& context) {
  Limits limits;
  const QueryState state = query_flow(query, {late}, context).front();
  const std::vector<std::size_t> winners = selected_tokens(query.problem, state.logits);
  const auto program_of = [&](const std::vector<std::size_t>& selected, TiedTokens ties) {
    return max_margin(query, constraints_of(query, selected, ties));
  };
  limits.exact = relative_distance(query, state.rates, program_of(winners, design.ties).weights);
  limits.constrained =
      relative_distance(query, state.rates, program_of(winners, TiedTokens::constrained).weights);

  // One loser alone: what another one does would move this one's margin.
  const std::vector<Loser> losers =
      losers_of(query, winners, program_of(winners, TiedTokens::at_rest));
  const auto asked = std::find_if(losers.begin(), losers.end(), [](const Loser& loser) {
    return std::abs(loser.margin - 1) >= guard;
  });
  if (asked == losers.end()) return limits;
  query.problem.head_values(static_cast<Eigen::Index>(asked->token)) +=
      raised * query.problem.labels.observed[asked->sample];
  const QueryState again = query_flow(query, {late}, context).front();
  const std::vector<std::size_t> selected = selected_tokens(query.problem, again.logits);
  limits.near =
      relative_distance(query, again.rates, program_of(selected, TiedTokens::at_rest).weights);
  limits.asked = 1;
  const bool won = selected[asked->sample] == asked->token;
  limits.agree = won == (asked->margin < 1) ? 1 : 0;
  return limits;
}

Finding check(const MaxMarginTiesDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError exact;
  LargestError near;
  double asked = 0;
  double agree = 0;
  for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
    QueryProblem query = query_problem(setting(), context, replicate);
    query.problem.head_values = noiseless_values(setting(), query.problem.labels);
    const Limits limits = limits_of(std::move(query), design, context);
    exact.see(limits.exact);
    near.see(limits.near);
    asked += limits.asked;
    agree += limits.agree;
    const std::string of = fmt::format(", replicate {}", replicate);
    finding.measurements.push_back({"exact ties, distance from the program of the winners" + of,
                                    0.0,
                                    limits.exact,
                                    {0.0, tolerance}});
    finding.measurements.push_back(
        {"exact ties, distance from the program that constrains the losers" + of,
         {},
         limits.constrained,
         {}});
    finding.measurements.push_back(
        {"near tie, distance from the program that asks for its margin" + of,
         0.0,
         limits.near,
         {0.0, tolerance}});
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {{"largest distance, exact ties", 0.0, exact.value(), {0.0, tolerance}},
       {"largest distance, near ties", 0.0, near.value(), {0.0, tolerance}},
       {"raised losers that are selected as their margin says", asked, agree, {asked, asked}}});
  finding.replicates = replicates;
  const bool holds = agree == asked && exact.value() <= tolerance && near.value() <= tolerance;
  finding.verdict = holds ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "largest distance with exact ties {:.2g}, with near ties {:.2g}; {} of {} raised "
      "losers as predicted",
      exact.value(), near.value(), agree, asked);
  return finding;
}

}  // namespace
}  // namespace max_margin_ties_trial

Claim max_margin_ties_claim(const MaxMarginTiesDesign& design) {
  return {max_margin_ties_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) {
            return max_margin_ties_trial::check(design, context);
          }};
}

}  // namespace benignity
