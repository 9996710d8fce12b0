#pragma once

#include "verify/claims/max_margin/query_flow.hpp"

namespace benignity {

/// lambda_+-/(sigma_eps |w|) of a direction w.
struct LateRatios {
  double plus = 0;
  double minus = 0;
};

/// The training set of a start, in the shape that max_margin() takes.
[[nodiscard]] QueryProblem query_problem(const GramStart<double>& start);

/// Of the max-margin direction of the selected tokens, one a sample, which is that of w = W^T p in
/// the end. theory/harmful_edge/README.md (E1)
[[nodiscard]] LateRatios max_margin_ratios(const Parameters& parameters,
                                           const GramStart<double>& start,
                                           const std::vector<std::size_t>& selected);

/// The error of loud logits with these ratios, classes equally likely; head_signal_to_noise may be
/// infinite, memorisation alone. (11.9)
[[nodiscard]] double late_error(const Parameters& parameters, const LateRatios& ratios,
                                double head_signal_to_noise);

}  // namespace benignity
