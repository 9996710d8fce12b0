#pragma once

#include "sim/engine/sampled.hpp"
#include "sim/test_law/fresh_samples.hpp"

namespace benignity {

/// The query p = mu_+1 + mu_-1 + s sum_i eps^(i) with W = I, seen through inner products.
struct ConstructedQuery {
  Vector<double> logits;     ///< <x_j, p> of the tokens, then of mu_+1 and mu_-1
  AttentionReadout readout;  ///< of w = p, for fresh tokens
};

/// p = X^T v for v read off p's definition (eps = x minus its signal part), so <x_j, p> = (K v)_j
/// and |p|^2 = v^T K v: exact in distribution for sampled K at any d. eps^(i) is the noise of the
/// relevant token of a clean sample, of the first confusing token of a noisy one. K is lower
/// triangular or full. Throws InvalidInput without confusing tokens.
/// [derived] theory/README.md (10.1)
[[nodiscard]] ConstructedQuery constructed_query(const Parameters& parameters, const Labels& labels,
                                                 const Matrix<double>& kernel, double noise_scale);

}  // namespace benignity
