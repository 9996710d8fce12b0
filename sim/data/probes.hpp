#pragma once

#include <cstdint>

#include "sim/model/matrix.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// The passive vectors that ride along after the nT tokens, with c = 0: what has to lie in the span
/// of the M vectors for a run in Gram space to know all of it.
struct Probes {
  std::int64_t signals = 0;     ///< mu_k of every class
  std::int64_t directions = 0;  ///< unit vectors: what linear heads have that is not the signal
  std::int64_t queries = 0;     ///< p0 of every head, where W = I and p0 != 0

  [[nodiscard]] std::int64_t count() const { return signals + directions + queries; }
};

[[nodiscard]] Probes probes_of(const Parameters& parameters);

/// Linear heads: 1, or one for each head.
[[nodiscard]] std::int64_t linear_head_count(const Parameters& parameters);
/// K: 1 for two classes, else C.
[[nodiscard]] std::int64_t output_count(const TokenLaw& law);

/// nu_l of linear head l at tau = 0 as a combination of the probes, count x K:
///   two classes:  |nu| (cos phi (mu_+ - mu_-)/(sqrt 2 |mu|) + sin phi u_l),   more: |nu| (cos phi
///   mu_k/|mu| + sin phi u_{l,k}),   cos phi = head_alignment, u orthogonal to every mu;
///   init_head zero: 0;   random: |nu| u with u uniform on the sphere.
[[nodiscard]] Matrix<double> head_on_probes(const Parameters& parameters, std::int64_t head);

/// The tokens and signals of a training set, then the other probes, drawn: M x d.
[[nodiscard]] RowMatrix<double> with_probes(const Parameters& parameters,
                                            const RowMatrix<double>& tokens_and_signals,
                                            std::uint64_t seed, std::uint64_t replicate);

}  // namespace benignity
