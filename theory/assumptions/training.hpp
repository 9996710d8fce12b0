#pragma once

#include <cmath>

#include "theory/assumptions/near_orthogonality.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/setting/parameters.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "theory/time_scales.hpp"

namespace benignity {

/// What the margins need of the mean field of theory/README.md section 7 at one time: the class
/// logits lambda_+1, lambda_-1, and the sum over all nT training tokens of the squared noise part b
/// of their logits. All 0 at tau = 0.
struct TrainedLogits {
  double lambda_plus = 0;
  double lambda_minus = 0;
  double sum_b_squared = 0;
};

/// E = (lambda_+^2 + lambda_-^2)/|mu|^2 + sum b^2 / (sigma_eps^2 d) >= 0, the squared norm of the
/// trained W^T p on the span of the training data; |p|^2 has grown by E/D in the lazy regime.
/// Throws InvalidInput for parameters that validate() refuses. [derived] theory/README.md (9.15)
template <class Real>
[[nodiscard]] Real logit_energy(const Parameters& parameters, const TrainedLogits& state) {
  validate(parameters);
  const Real plus = Real(state.lambda_plus) / Real(parameters.signal_norm);
  const Real minus = Real(state.lambda_minus) / Real(parameters.signal_norm);
  const Real noise = Real(parameters.noise_std);
  return plus * plus + minus * minus +
         Real(state.sum_b_squared) / (noise * noise * Real(parameters.dimension));
}

/// Above it, on the events of the other margins and as long as |W^T p|^2 <= energy on the span of
/// the data, no gap between two logits of one sample moves in one step by more than 1/10 and 1/40
/// of its size. [derived] theory/README.md (9.13)
inline constexpr int small_step_constant = 16;

/// 1 / (alpha (D + sqrt(5 energy)) |nu| |mu| max{|mu|^2, sigma_eps^2 d / n}) > 0; infinite where
/// the product underflows. The bracket bounds the gain with which a step moves the logits while H
/// and q grow; at energy = 0, the start, it is D. Throws InvalidInput for parameters that
/// validate() refuses. [derived] theory/README.md (9.13)
template <class Real>
[[nodiscard]] Real small_step(const Parameters& parameters, double energy = 0) {
  using std::sqrt;
  validate(parameters);
  const Real signal = Real(parameters.signal_norm);
  const Real noise = Real(parameters.noise_std);
  const Real by_signal = signal * signal;
  const Real by_noise = noise * noise * (Real(parameters.dimension) / Real(parameters.samples));
  const Real drive = Real(parameters.step_size) * Real(parameters.head_norm()) * signal;
  const Real gain = logit_gain<Real>(parameters) + sqrt(5 * Real(energy));
  return 1 / (drive * (by_signal < by_noise ? by_noise : by_signal) * gain);
}

/// Above it, with probability >= 1 - delta*/8, every two initial logits of training tokens (and of
/// mu_+-1) differ by at most 1/10. [derived] theory/README.md (9.14)
inline constexpr int small_initial_logits_constant = 43;

/// 1 / (sqrt(|mu|^2 + sigma_eps^2 d) sigma_w sigma_p sqrt(d) sqrt(L)) > 0, infinite where sigma_w
/// or sigma_p is 0 (the initial logits are 0). Throws InvalidInput for parameters that validate()
/// refuses. [derived] theory/README.md (9.14)
template <class Real>
[[nodiscard]] Real small_initial_logits(const Parameters& parameters) {
  using std::sqrt;
  const Real logarithm = union_logarithm<Real>(parameters);
  const Real dimension = Real(parameters.dimension);
  const Real signal = Real(parameters.signal_norm);
  const Real noise = Real(parameters.noise_std);
  const Real token_norm = sqrt(signal * signal + noise * noise * dimension);
  const Real weights = Real(parameters.init_weight_std()) * Real(parameters.init_query_std);
  return 1 / (token_norm * weights * sqrt(dimension * logarithm));
}

/// Above it the change of H and of q = |p|^2 since tau = 0 perturbs the velocity of the logits by
/// at most 1/10, in the norm of K^{-1}. [derived] theory/README.md (9.16)
inline constexpr int lazy_kernel_constant = 20;

/// D^2 / energy > 0, infinite at tau = 0 where the energy is 0: that of logit_energy, the largest
/// while the promise speaks. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.16)
template <class Real>
[[nodiscard]] Real lazy_kernel(const Parameters& parameters, double energy) {
  const Real gain = logit_gain<Real>(parameters);
  return gain * gain / Real(energy);
}

/// Above it, on the events of the other margins, a fresh sample has every noise gap between its
/// logits <= min(lambda_+, lambda_-)/10 + 1/10, except with probability <= delta*/(16 n).
/// [derived] theory/README.md (9.17)
inline constexpr int quiet_test_logits_constant = 57;

/// min(lambda_+, lambda_-)_+ / (sigma_eps sqrt(E L)) with E the logit energy: the signal gap of a
/// fresh sample over the standard deviation of its logits. 0 where the smaller lambda is not
/// positive. Throws InvalidInput for parameters that validate() refuses.
/// [derived] theory/README.md (9.17)
template <class Real>
[[nodiscard]] Real quiet_test_logits(const Parameters& parameters, const TrainedLogits& state) {
  using std::sqrt;
  const Real energy = logit_energy<Real>(parameters, state);
  const double smaller =
      state.lambda_plus < state.lambda_minus ? state.lambda_plus : state.lambda_minus;
  if (!(smaller > 0)) {
    return Real(0);
  }
  const Real logarithm = union_logarithm<Real>(parameters);
  return Real(smaller) / (Real(parameters.noise_std) * sqrt(energy * logarithm));
}

/// At half of it, a factor 5/4, kappa is still outside the boundary band of 20% around kappa*.
/// [derived] theory/README.md (9.18)
inline constexpr double regime_distance_constant = 2.5;

/// kappa / kappa*, which part 1 of the theorem needs large. 0 where no kappa lets noisy samples
/// select the relevant token, infinite without noisy samples: any kappa is then above. 0 too where
/// kappa* could not be solved for: nothing is promised. Throws InvalidInput for parameters that
/// validate() refuses. [derived] theory/README.md (9.18)
[[nodiscard]] double distance_above_critical(const Parameters& parameters,
                                             const CriticalKappa& critical);

/// kappa* / kappa, which part 2 needs large; infinite and 0 the other way round, and 0 where kappa*
/// could not be solved for. Throws as above. [derived] theory/README.md (9.18)
[[nodiscard]] double distance_below_critical(const Parameters& parameters,
                                             const CriticalKappa& critical);

}  // namespace benignity
