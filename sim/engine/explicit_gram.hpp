#pragma once

#include <cstdint>

#include "sim/engine/sampled.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// A Gram start computed from explicit tokens and weights, with what rebuilding (W, p) needs.
template <class Real>
struct ExplicitGramStart {
  GramStart<Real> start;
  Matrix<Real> initial_products;  ///< Z0 = W0 X^T, d x (nT + 2)
  Vector<Real> initial_query;     ///< p0, d
};

/// The same data and initial weights as the dense engine for the same seed, as inner products
/// computed in Real: K = X X^T, H = Z0^T Z0, a = Z0^T p0, q = |p0|^2. O(nT d^2).
template <class Real>
[[nodiscard]] ExplicitGramStart<Real> explicit_gram_start(const Parameters& parameters,
                                                          const TrainingSet& set,
                                                          std::uint64_t seed,
                                                          std::uint64_t replicate);

}  // namespace benignity
