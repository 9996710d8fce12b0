#pragma once

#include <cstdint>

#include "sim/data/labels.hpp"
#include "sim/engine/gram.hpp"
#include "sim/lanes/trapezoid.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// A problem and its Gram state at tau = 0, ready for GramDescent.
template <class Real>
struct GramStart {
  AttentionProblem<Real> problem;
  GramState<Real> state;
};

/// The doubles that a sampled start of one head is made of, M = nT + 2.
struct SampledFactors {
  Labels labels;
  Trapezoid rows;            ///< L of K = L L^T, M rows
  Vector<double> direction;  ///< z, M
  Matrix<double> triangle;   ///< B', M x M: R = sigma_w L [z | B']
  double query_norm2 = 0;    ///< |p0|^2
};

/// Throws as sample_gram_start(), of which this is the first half.
[[nodiscard]] SampledFactors sample_factors(const Parameters& parameters, std::uint64_t seed,
                                            std::uint64_t replicate);

/// The least d that sample_gram_start() and sample_heads_start() take.
[[nodiscard]] std::int64_t least_sampled_dimension(const Parameters& parameters);

/// Draws the Gram statistics of Gaussian data and weights, exactly in distribution, at a cost that
/// does not depend on d (theory/README.md section 5): M = nT + 2 rows, tokens then mu_+1, mu_-1,
///   L = [C | sigma_eps B], K = L L^T, R = sigma_w L [z | B'], H = R R^T, a = |p0| R(:,0).
/// Throws InvalidInput where d < nT + 3 (names engine gram, which has no such limit) or the weight
/// law is not Gaussian.
[[nodiscard]] GramStart<double> sample_gram_start(const Parameters& parameters, std::uint64_t seed,
                                                  std::uint64_t replicate);

/// The same start with n (T - 1) rows x_t - x_1, t > 1, in place of the nT tokens (AttentionProblem
/// says why the run is the same); the passive rows stay behind them. With D these differences of
/// rows, D K D^T, D H D^T, D a and q. M^2 is a quarter smaller at T = 8, and so is a step.
/// What is left of the tokens, n directions, lies across the span of the rows: no update touches
/// W(0) there, so that the test law counts it with the other d - M (recorded_readouts.hpp).
[[nodiscard]] GramStart<double> with_differences(const GramStart<double>& start);

}  // namespace benignity
