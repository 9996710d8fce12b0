#pragma once

#include <optional>

#include "theory/mean_field/equations.hpp"

namespace benignity {

/// dlambda_+-/dlog(theta) once every sample has settled on its best tokens: v of late_balance.hpp,
/// for kappa > 0 and any layout and class shares. A component <= 0 says that this class is not
/// learnt (too much label noise). Asymptotic in log theta. Where K > 1 tokens tie for the best (rho
/// = 0, or several confusing tokens) the tie breaks as theta^Q, and the rate holds only before
/// that, (7.11). Checked: against the integrated rate at late theta over random layouts, tokens
/// that stand still included. [derived] theory/README.md (7.12)
template <typename Real>
[[nodiscard]] SignalLogits<Real> late_signal_growth(const MeanFieldLayout<Real>& layout,
                                                    const Real& kappa);

/// Limit of energy_per_sample/(log theta)^2 at late times, v of late_signal_growth: E[K(1 - K/T)] -
/// u.v > 0, the squared speed in log theta at which sum of w M b^2 + lambda^2/kappa grows. As
/// above. [derived] theory/README.md (11.10)
template <typename Real>
[[nodiscard]] Real late_energy_growth(const MeanFieldLayout<Real>& layout, const Real& kappa);

/// Limit of d log(generalize)/d(1/kappa) as kappa -> 0: gap / min(u_+, u_-), absent where that
/// minimum is <= 0. Balanced classes, one confusing and one aligned token: 2 gap / S,
/// S = (1-eta)(T-1-2rho)/T + eta(-1+rho(T-2))/T, and at rho = 0 it is
/// 2 gap T/((T-1)(1-2eta)). The limit at fixed rho is not uniform in rho: it asks for
/// 1/kappa >> log(1/rho). Checked: measured slopes over 1/kappa in [10, 30], to 0.1%, balanced
/// and unbalanced. [derived] theory/README.md (7.13), (7.14)
template <typename Real>
[[nodiscard]] std::optional<Real> benign_slope(const MeanFieldLayout<Real>& layout,
                                               const Real& gap);

/// d/d(1/kappa) of gap / min(v_+, v_-), v = late_signal_growth: the slope at finite kappa > 0, up
/// to the derivative of the late-time offset (O(kappa^2); 0.7% over 1/kappa in [2, 6] at T = 4,
/// eta = 0.2). Balanced layouts: equal to benign_slope at every kappa. Absent where the slower
/// class is not learnt: then no time reaches a large gap. Checked: [2, 6] to 1.5%, [10, 30] to
/// 0.1%. [derived] theory/README.md (7.15)
template <typename Real>
[[nodiscard]] std::optional<Real> log_time_slope(const MeanFieldLayout<Real>& layout,
                                                 const Real& kappa, const Real& gap);

/// Limit of log(exit)/kappa as kappa -> infinity and rho -> 0: the least over classes with noisy
/// samples of p (T-1)/T KL(Bernoulli(eta_p) || Bernoulli(l_c)), p the class's share, eta_p its own
/// noise rate, l_c = sigma(-g). 0 where eta_p >= l_c in such a class: no exponential delay. Absent
/// without noisy samples. Heuristic (saturated softmax, Laplace); rho log(exit) << 1 is needed, at
/// rho = 0.01 and kappa = 1600 the measured slope is 7% lower already. Checked at rho = 0: slopes
/// of log(exit) between kappa = 800 and 1600, eta from 0.05 to 0.2, T = 4 and 8, to 1.5% (eta =
/// 0.2: 3.5%), one unbalanced layout to 3%. [derived] theory/README.md (7.18)
template <typename Real>
[[nodiscard]] std::optional<Real> exit_exponent(const MeanFieldLayout<Real>& layout,
                                                const Real& head_value);

/// Where s_1 of all samples of a class settles at kappa = infinity, rho = 0, from any start:
/// log((1-eta)/eta)/g clamped to [0, 1]. label_noise in [0, 1), the class's own; head_value > 0.
/// Checked: at kappa = 10^12, eta from 0.34 to 0.45 (g = 1/sqrt 2), to 1e-6.
/// [derived] theory/README.md (7.19)
template <typename Real>
[[nodiscard]] Real noisy_plateau(const Real& label_noise, const Real& head_value);

/// sigma(-g selection): label noise from which on noisy samples reach s_1 >= selection at no kappa
/// (rho = 0, selection in (1/T, 1]); selection = 1 is the limit for full selection, l_c.
/// [derived] theory/README.md (7.19)
template <typename Real>
[[nodiscard]] Real label_noise_limit(const Real& selection, const Real& head_value);

}  // namespace benignity
