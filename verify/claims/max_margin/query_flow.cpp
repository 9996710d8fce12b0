#include "verify/claims/max_margin/query_flow.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "sim/engine/flow.hpp"
#include "sim/lanes/cholesky.hpp"
#include "sim/model/products.hpp"
#include "verify/claims/recorded_settings.hpp"

namespace benignity {
namespace {

/// Of |W|^2 where W is to stand still: W trains with p in GramFlow, by |p|^2/|W|^2 of its size,
/// here 10^-20.
constexpr double still_weights = 1e12;

std::span<const double> values_of(const QueryProblem& query) {
  const Vector<double>& values = query.problem.head_values;
  return {values.data(), static_cast<std::size_t>(values.size())};
}

}  // namespace

QueryProblem query_problem(const Parameters& parameters, const ClaimContext& context,
                           std::uint64_t replicate) {
  if (context.settings != nullptr) context.settings->record(parameters);
  GramStart<double> start = sample_gram_start(parameters, context.seed, replicate);
  const Eigen::Index tokens = start.problem.logit_count();
  const Matrix<double> lower = start.state.kernel.topLeftCorner(tokens, tokens);
  return {std::move(start.problem), lower.selfadjointView<Eigen::Lower>()};
}

std::vector<QueryState> query_flow(const QueryProblem& query, const std::vector<double>& log_times,
                                   const ClaimContext& context) {
  const Eigen::Index size = query.kernel.rows();
  const GramState<double> start{query.kernel, still_weights * query.kernel,
                                Vector<double>::Zero(size), 0};
  GramFlow<double> flow(query.problem, start, flow_tolerance<double>());
  // With W = sqrt(S) I the flow a' = S K c runs S times as fast.
  const double unit =
      still_weights * query.kernel.diagonal().mean() / static_cast<double>(query.problem.samples);
  std::vector<QueryState> states;
  for (const double log_time : log_times) {
    const double time = std::exp(log_time) / unit;
    while (flow.time() < time) {
      throw_if_interrupted(context);
      flow.advance(time - flow.time());
    }
    states.push_back(
        {log_time, flow.logits(), flow.time() * still_weights * flow.response().coefficients});
  }
  return states;
}

std::vector<std::size_t> selected_tokens(const AttentionProblem<double>& problem,
                                         const Vector<double>& logits) {
  std::vector<std::size_t> selected;
  for (std::int64_t i = 0; i < problem.samples; ++i) {
    Eigen::Index top = 0;
    logits.segment(i * problem.tokens, problem.tokens).maxCoeff(&top);
    selected.push_back(static_cast<std::size_t>(i * problem.tokens + top));
  }
  return selected;
}

std::vector<MarginConstraint> constraints_of(const QueryProblem& query,
                                             const std::vector<std::size_t>& selected,
                                             TiedTokens ties) {
  return margin_constraints(values_of(query), selected, ties);
}

std::vector<std::size_t> best_tokens_of(const QueryProblem& query) {
  return best_tokens(values_of(query), query.problem.labels.observed);
}

std::vector<MarginConstraint> best_constraints(const QueryProblem& query) {
  return constraints_of(query, best_tokens_of(query), TiedTokens::at_rest);
}

MaxMargin max_margin(const QueryProblem& query, const std::vector<MarginConstraint>& constraints,
                     double first_margin) {
  const auto count = static_cast<Eigen::Index>(constraints.size());
  Matrix<double> differences = Matrix<double>::Zero(count, query.kernel.rows());
  for (Eigen::Index j = 0; j < count; ++j) {
    const MarginConstraint& constraint = constraints[static_cast<std::size_t>(j)];
    differences(j, static_cast<Eigen::Index>(constraint.selected)) = 1;
    differences(j, static_cast<Eigen::Index>(constraint.other)) = -1;
  }
  differences.row(0) /= first_margin;
  MaxMargin program;
  program.gram = product(product(differences, query.kernel), differences.transpose());
  program.solution = hard_margin(program.gram);
  program.weights = product(differences.transpose(), program.solution.multipliers);
  return program;
}

double relative_distance(const QueryProblem& query, const Vector<double>& first,
                         const Vector<double>& second) {
  const Vector<double> difference = first - second;
  return std::sqrt(difference.dot(product(query.kernel, difference)) /
                   second.dot(product(query.kernel, second)));
}

double angle_to(const QueryProblem& query, const Vector<double>& logits,
                const Vector<double>& weights) {
  const double query_norm = std::sqrt(inverse_product(query.kernel, logits));
  const double other_norm = std::sqrt(weights.dot(product(query.kernel, weights)));
  return std::acos(std::min(logits.dot(weights) / (query_norm * other_norm), 1.0));
}

}  // namespace benignity
