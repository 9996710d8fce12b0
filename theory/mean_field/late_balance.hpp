#pragma once

#include "theory/mean_field/equations.hpp"

namespace benignity {

/// Symmetric 2 x 2 matrix along mu_+1 and mu_-1.
template <typename Real>
struct SignalInertia {
  Real plus_plus;
  Real plus_minus;
  Real minus_minus;
};

/// The late-time problem, L = log theta -> infinity: logits grow like L, and v = dlambda_+-/dL,
/// beta_t = db_t/dL are the only minimum of the strictly convex program
///   sum over types of w (1/2) sum_t beta_t^2 + |v|^2/(2 kappa)
///   subject to (m_A - m_t).v + beta_A - beta_t >= 1 for every token t outside A,
/// A the sample's tokens of largest Y gamma, which share one beta. Its multipliers q_t = -beta_t
/// >= 0 are the rates that die as 1/theta; a token whose gap grows faster has q_t = 0 and stands
/// still. [derived] theory/README.md (7.11), (7.12)
template <typename Real>
struct LateBalance {
  SignalLogits<Real> growth;    ///< v
  SignalLogits<Real> drive;     ///< u of (7.12), over the active tokens: A and those with q_t > 0
  SignalInertia<Real> inertia;  ///< M of (7.12), over the active tokens: (1/kappa + M) v = u
  Real spread;                  ///< E[K(1 - K/T)] of (11.10), T the number of active tokens
};

/// kappa > 0, any layout and shares: the solution exists and is unique. Found by Newton's method
/// with a line search, exact to rounding once the set of active tokens is.
template <typename Real>
[[nodiscard]] LateBalance<Real> late_balance(const MeanFieldLayout<Real>& layout,
                                             const Real& kappa);

/// Its limit kappa -> 0: v = 0, every token active.
template <typename Real>
[[nodiscard]] LateBalance<Real> early_balance(const MeanFieldLayout<Real>& layout);

/// (inverse_kappa + M)^{-1} right.
template <typename Real>
[[nodiscard]] SignalLogits<Real> solved(const SignalInertia<Real>& inertia,
                                        const Real& inverse_kappa, const SignalLogits<Real>& right);

}  // namespace benignity
