#pragma once

#include <vector>

#include "verify/claims/theorem/constructed_query.hpp"

namespace benignity {

/// Coordinates <x, mu_+1>/|mu|^2 and <x, mu_-1>/|mu|^2 of tokens: (1, 0) is mu_+1, (0, rho) the
/// weak token of class -1.
struct SignalPlanePoints {
  std::vector<double> plus;
  std::vector<double> minus;
};

/// The token with the largest logit of every sample.
struct SelectedTokens {
  SignalPlanePoints clean;  ///< training samples with their true label
  SignalPlanePoints noisy;  ///< training samples with a flipped one
  SignalPlanePoints fresh;
};

/// What the query selects on the training samples of `kernel` and on `design.count` fresh ones. A
/// fresh token is drawn from its coordinates in the plane and the rest of its logit, which is
/// N(0, sigma_eps^2 (|w|^2 - (lambda_+^2 + lambda_-^2)/|mu|^2)): exact at any d, on streams of its
/// own. [derived] theory/README.md (5.5)
[[nodiscard]] SelectedTokens selected_tokens(const Parameters& parameters, const Labels& labels,
                                             const Matrix<double>& kernel,
                                             const ConstructedQuery& query,
                                             const FreshSampleDesign& design);

}  // namespace benignity
