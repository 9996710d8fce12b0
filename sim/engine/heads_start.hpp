#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/data/labels.hpp"
#include "sim/engine/heads_descent.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// One head at tau = 0 in Gram space: Z = W X^T of all M vectors.
template <class Real>
struct GramHeadStart {
  Matrix<Real> products;  ///< Z^T Z, or W_Q W_Q^T; lower triangle
  Vector<Real> images;    ///< Z^T p, or W_Q p
  Real query_norm2 = 0;
  Matrix<Real> keys;  ///< W_K X^T, r x M; empty without key and query matrices
};

/// A model at tau = 0 in Gram space.
template <class Real>
struct HeadsStart {
  Labels labels;
  Matrix<Real> kernel;  ///< K of the nT tokens and the probes, lower triangle
  std::vector<GramHeadStart<Real>> heads;
};

/// Draws the Gram statistics of Gaussian data and weights exactly, at a cost that does not depend
/// on d: sample_gram_start() with the probes of the model, and a law of Z for each head.
[[nodiscard]] HeadsStart<double> sample_heads_start(const Parameters& parameters,
                                                    std::uint64_t seed, std::uint64_t replicate);

/// The same from explicit vectors (M x d) and the initial weights of the dense engine.
template <class Real>
struct ExplicitHeadsStart {
  HeadsStart<Real> start;
  /// [p0, Z0] of each head, d x (1 + nT), which rebuild p; empty with key and query matrices.
  std::vector<Matrix<Real>> columns;
};
template <class Real>
[[nodiscard]] ExplicitHeadsStart<Real> explicit_heads_start(const Parameters& parameters,
                                                            const Labels& labels,
                                                            const RowMatrix<Real>& rows,
                                                            std::uint64_t seed,
                                                            std::uint64_t replicate);

/// The descent in Gram space. `rebuilt`: directions will be asked for.
template <class Real>
[[nodiscard]] HeadsParts<Real> gram_heads(const Parameters& parameters,
                                          const HeadsStart<Real>& start, std::uint64_t seed,
                                          std::uint64_t replicate, bool rebuilt);

/// The descent of explicit parameters, AdamW included.
template <class Real>
[[nodiscard]] HeadsParts<Real> dense_heads(const Parameters& parameters, const Labels& labels,
                                           const RowMatrix<Real>& rows, std::uint64_t seed,
                                           std::uint64_t replicate);

}  // namespace benignity
