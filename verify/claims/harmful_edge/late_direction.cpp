#include "verify/claims/harmful_edge/late_direction.hpp"

#include <cmath>

#include "sim/model/products.hpp"
#include "theory/harmful/memorisation.hpp"

namespace benignity {

QueryProblem query_problem(const GramStart<double>& start) {
  const Eigen::Index tokens = start.problem.logit_count();
  const Matrix<double> lower = start.state.kernel.topLeftCorner(tokens, tokens);
  return {start.problem, lower.selfadjointView<Eigen::Lower>()};
}

LateRatios max_margin_ratios(const Parameters& parameters, const GramStart<double>& start,
                             const std::vector<std::size_t>& selected) {
  const QueryProblem query = query_problem(start);
  const MaxMargin program =
      max_margin(query, constraints_of(query, selected, TiedTokens::constrained));
  const Eigen::Index tokens = start.problem.logit_count();
  const Matrix<double> kernel = start.state.kernel.selfadjointView<Eigen::Lower>();
  const Vector<double> images =
      product(kernel.leftCols(tokens), program.weights);  // of all M vectors
  const double norm = std::sqrt(program.weights.dot(images.head(tokens)));
  return {images(tokens) / (parameters.noise_std * norm),
          images(tokens + 1) / (parameters.noise_std * norm)};
}

double late_error(const Parameters& parameters, const LateRatios& ratios,
                  double head_signal_to_noise) {
  return (loud_error(parameters, ratios.plus, head_signal_to_noise) +
          loud_error(parameters, ratios.minus, head_signal_to_noise)) /
         2;
}

}  // namespace benignity
