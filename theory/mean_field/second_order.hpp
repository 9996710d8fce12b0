#pragma once

#include <vector>

#include "theory/mean_field/equations.hpp"

namespace benignity {

/// The mean field beyond the lazy regime: H and q = |p|^2 grow with the logits. W W^T - p p^T is
/// conserved, and at a start with H = sigma_w^2 d K, W0^T p0 = 0 it fixes H and q as functions of
/// two vectors u, r of the data's span with w = W^T p = u + zeta r:
///   u' = s v + (s - D_w) (u.v/|u|^2) u,   s = (D_w + sqrt(D_w^2 + 4 |u|^2))/2,
///   r' = zeta v,   zeta^2 = q0 + |r|^2,   q = s - D_w + zeta^2.
/// [derived] theory/README.md (7b.5), (7b.6). Exact for such a start; what it leaves out is what
/// the mean field does: fluctuations of K and H of relative size sqrt(m/d), and the tokens' own
/// coordinates along mu, sigma_eps/|mu| against rho. At the paper's (2000, 20) the softmax of x_1
/// is within 0.015 of the mean over seeds at every time, the lazy mean field within 0.05; at (4500,
/// 5), where rho |mu| < sigma_eps, it is off by 0.09.
template <typename Real>
struct SecondOrderSystem {
  MeanFieldSystem<Real> mean_field;
  Real weight_share;  ///< D_w/D = sigma_w^2/(sigma_w^2 + sigma_p^2), in [0, 1]
  /// epsilon = n/(D^2 sigma_eps^2 d) >= 0; |w|^2 = D^2 epsilon E with the energy E. 0: lazy.
  Real growth;
};

/// b of u, and of r in units of 1/sqrt(D), in the layout of MeanFieldState. Both 0 at the start.
template <typename Real>
struct SecondOrderState {
  MeanFieldState<Real> along_weights{};
  MeanFieldState<Real> along_query{};
};

/// Throws InvalidInput where validate(parameters) does.
template <typename Real>
[[nodiscard]] SecondOrderSystem<Real> second_order_system(const Parameters& parameters);

/// E = sum over types and kinds of weight * multiplicity * b^2, plus (lambda_+^2 + lambda_-^2)/
/// kappa: n E = sigma_eps^2 d |w|^2 for the vector w with noise logits b. (7b.7)
template <typename Real>
[[nodiscard]] Real energy_per_sample(const MeanFieldSystem<Real>& system,
                                     const MeanFieldState<Real>& state);

/// b of w = u + zeta r, from which all logits follow as in the lazy mean field.
template <typename Real>
[[nodiscard]] MeanFieldState<Real> trained_noise_logits(const SecondOrderSystem<Real>& system,
                                                        const SecondOrderState<Real>& state);

/// q/D, 1 - weight_share at the start.
template <typename Real>
[[nodiscard]] Real query_norm2_share(const SecondOrderSystem<Real>& system,
                                     const SecondOrderState<Real>& state);

/// d/dtheta, theta as in the lazy mean field. (7b.8). Instantiated, like all templates here, for
/// double.
template <typename Real>
[[nodiscard]] SecondOrderState<Real> second_order_rate(const SecondOrderSystem<Real>& system,
                                                       const SecondOrderState<Real>& state);

/// The state at each of the given scaled times, increasing from >= 0 on: Dormand-Prince 5(4) in
/// log(1 + theta), error 1e-9 a step, so that no time is too late. Explicit: about kappa steps a
/// unit of log theta once kappa is large. Throws std::invalid_argument for times out of order.
[[nodiscard]] std::vector<SecondOrderState<double>> second_order_states(
    const SecondOrderSystem<double>& system, const std::vector<double>& scaled_times);

}  // namespace benignity
