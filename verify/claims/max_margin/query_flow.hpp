#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/sampled.hpp"
#include "theory/max_margin/margin_constraints.hpp"
#include "verify/certification/hard_margin.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// A sampled training set on which the query alone trains, W = I: a' = K c.
struct QueryProblem {
  AttentionProblem<double> problem;
  Matrix<double> kernel;  ///< K of the nT tokens
};

/// The draws of one replicate of the claim's seed; the setting goes into the report.
[[nodiscard]] QueryProblem query_problem(const Parameters& parameters, const ClaimContext& context,
                                         std::uint64_t replicate);

/// The trained query at a time: p = X^T K^-1 (logits), dp/dlog t = X^T rates.
struct QueryState {
  double log_time = 0;
  Vector<double> logits;
  Vector<double> rates;
};

/// The gradient flow of the query from p = 0 at each log time, increasing, in units of
/// 1/(mean |x|^2/n).
[[nodiscard]] std::vector<QueryState> query_flow(const QueryProblem& query,
                                                 const std::vector<double>& log_times,
                                                 const ClaimContext& context);

/// The token of largest logit of each sample.
[[nodiscard]] std::vector<std::size_t> selected_tokens(const AttentionProblem<double>& problem,
                                                       const Vector<double>& logits);

/// margin_constraints() and best_tokens() of this training set.
[[nodiscard]] std::vector<MarginConstraint> constraints_of(const QueryProblem& query,
                                                           const std::vector<std::size_t>& selected,
                                                           TiedTokens ties);
[[nodiscard]] std::vector<std::size_t> best_tokens_of(const QueryProblem& query);
[[nodiscard]] std::vector<MarginConstraint> best_constraints(const QueryProblem& query);

/// The quadratic program of these constraints, the first of which asks for `first_margin`.
struct MaxMargin {
  Matrix<double> gram;  ///< of x_selected - x_other, a constraint each
  HardMargin solution;
  Vector<double> weights;  ///< p_mm = X^T weights
};
[[nodiscard]] MaxMargin max_margin(const QueryProblem& query,
                                   const std::vector<MarginConstraint>& constraints,
                                   double first_margin = 1);

/// |X^T (first - second)|/|X^T second|.
[[nodiscard]] double relative_distance(const QueryProblem& query, const Vector<double>& first,
                                       const Vector<double>& second);
/// The angle between p and X^T weights, in radians, to about 10^-16 over it.
[[nodiscard]] double angle_to(const QueryProblem& query, const Vector<double>& logits,
                              const Vector<double>& weights);

}  // namespace benignity
