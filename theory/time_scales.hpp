#pragma once

#include <algorithm>
#include <cmath>

#include "theory/setting/parameters.hpp"
#include "theory/setting/plain.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {

/// max{sigma_w, sigma_p} > 0, the larger standard deviation of the initial weights.
/// Throws InvalidInput for parameters that validate() or require_plain() refuses. [paper] Theorem
template <class Real>
[[nodiscard]] Real largest_init_std(const Parameters& parameters) {
  validate(parameters);
  require_plain(parameters);
  return Real(std::max(parameters.init_weight_std(), parameters.init_query_std));
}

/// D = d (sigma_w^2 + sigma_p^2): the gain of the logits in the lazy regime, within a factor 2 of
/// the theorem's d max{sigma_w^2, sigma_p^2}. Throws as above. [derived] theory/README.md section 7
template <class Real>
[[nodiscard]] Real logit_gain(const Parameters& parameters) {
  validate(parameters);
  require_plain(parameters);
  const Real weight_std = Real(parameters.init_weight_std());
  const Real query_std = Real(parameters.init_query_std);
  return Real(parameters.dimension) * (weight_std * weight_std + query_std * query_std);
}

/// tau_select = 1 / (alpha |nu| |mu|^3 d max{sigma_w^2, sigma_p^2}) gradient-descent steps. Throws
/// as above; 0 or infinity only where the value leaves the range of Real (the factors are grouped
/// so that no partial product does first). [paper] Theorem, part 1
template <class Real>
[[nodiscard]] Real tau_select(const Parameters& parameters) {
  const Real init_std = largest_init_std<Real>(parameters);
  const Real signal = Real(parameters.signal_norm);
  const Real drive = Real(parameters.step_size) * Real(parameters.head_norm()) * signal;
  return 1 / (drive * (signal * signal) * (Real(parameters.dimension) * (init_std * init_std)));
}

/// tau_memorize = n / (alpha sigma_eps^2 |nu| |mu| d^2 max{sigma_w^2, sigma_p^2}) = kappa
/// tau_select. Throws and leaves the range of Real as above. [paper] Theorem, part 2
template <class Real>
[[nodiscard]] Real tau_memorize(const Parameters& parameters) {
  const Real init_std = largest_init_std<Real>(parameters);
  const Real noise = Real(parameters.noise_std);
  const Real dimension = Real(parameters.dimension);
  const Real drive =
      Real(parameters.step_size) * Real(parameters.head_norm()) * Real(parameters.signal_norm);
  const Real dilution = Real(parameters.samples) / dimension / (dimension * (init_std * init_std));
  return dilution / (drive * (noise * noise));
}

/// tau_benign = exp(1/kappa) tau_memorize; infinity where it exceeds the range of Real. Throws as
/// above. [paper] Theorem, part 2
template <class Real>
[[nodiscard]] Real tau_benign(const Parameters& parameters) {
  using std::exp;
  const Real root_of_growth = exp(1 / (2 * kappa<Real>(parameters)));
  return tau_memorize<Real>(parameters) * root_of_growth * root_of_growth;
}

/// log tau_select, finite for all valid parameters (in double and wider). Throws as above.
template <class Real>
[[nodiscard]] Real log_tau_select(const Parameters& parameters) {
  using std::log;
  return -(log(Real(parameters.step_size)) + log(Real(parameters.head_norm())) +
           3 * log(Real(parameters.signal_norm)) + log(Real(parameters.dimension)) +
           2 * log(largest_init_std<Real>(parameters)));
}

/// log tau_memorize = log kappa + log tau_select, finite as above. Throws as above.
template <class Real>
[[nodiscard]] Real log_tau_memorize(const Parameters& parameters) {
  using std::log;
  return log(kappa<Real>(parameters)) + log_tau_select<Real>(parameters);
}

/// log tau_benign = 1/kappa + log tau_memorize, finite as above where tau_benign itself is far
/// beyond the range of Real. Throws as above.
template <class Real>
[[nodiscard]] Real log_tau_benign(const Parameters& parameters) {
  return 1 / kappa<Real>(parameters) + log_tau_memorize<Real>(parameters);
}

}  // namespace benignity
