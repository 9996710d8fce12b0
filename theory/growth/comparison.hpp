#pragma once

#include <cmath>
#include <cstdint>

#include "theory/elementary.hpp"
#include "theory/growth/growth_function.hpp"
#include "theory/hypothesis.hpp"
#include "theory/tokens.hpp"

namespace benignity {

// Lemma S7: discrete steps of a gap, each a multiple of h(Lambda) = 1/G'(Lambda), make G grow
// linearly within two envelopes.

/// The multiple of h that one step from `gap` to `next_gap` is: (next - gap) G'(gap).
/// Needs finite gaps and T >= 2; otherwise std::domain_error. [derived] theory/README.md (8.17)
template <typename Real>
[[nodiscard]] Real step_rate(const Real& gap, const Real& next_gap, std::int64_t tokens) {
  require_finite("step_rate", "gap", gap);
  require_finite("step_rate", "next_gap", next_gap);
  return (next_gap - gap) * growth_function_slope(gap, tokens);
}

/// Bounds of all step rates of a trajectory, 0 <= smallest <= largest.
template <typename Real>
struct StepRates {
  Real smallest;  ///< c_lo
  Real largest;   ///< c_hi
};

/// Refuses rates outside 0 <= smallest <= largest < infinity, and steps < 0.
template <typename Real>
void require_step_rates(const char* function, const StepRates<Real>& rates, std::int64_t steps) {
  require_at_least(function, "rates.smallest", rates.smallest, "zero", Real(0));
  require_at_most(function, "rates.smallest", rates.smallest, "rates.largest", rates.largest);
  require_finite(function, "rates.largest", rates.largest);
  if (steps < 0) {
    refuse(function, "steps", steps, "at least 0");
  }
}

/// G(Lambda_tau) - G(Lambda_0) <= c_hi tau (e^delta - 1)/delta, delta = c_hi/4: the sum of tau
/// steps whose rates lie in `rates`. [derived] theory/README.md (8.18)
template <typename Real>
[[nodiscard]] Real growth_upper_envelope(const StepRates<Real>& rates, std::int64_t steps) {
  require_step_rates("growth_upper_envelope", rates, steps);
  return Real(steps) * (4 * exp_minus_one(Real(rates.largest / 4)));
}

/// G(Lambda_tau) - G(Lambda_0) >= c_lo tau (1 - e^{-delta})/delta, delta = c_hi/4.
/// [derived] theory/README.md (8.18)
template <typename Real>
[[nodiscard]] Real growth_lower_envelope(const StepRates<Real>& rates, std::int64_t steps) {
  require_step_rates("growth_lower_envelope", rates, steps);
  if constexpr (requires { rates.largest == 0; }) {
    if (rates.largest == 0) {
      return Real(0);
    }
  }
  const Real delta = rates.largest / 4;
  return rates.smallest * Real(steps) * (-exp_minus_one(Real(-delta)) / delta);
}

/// G(Lambda_tau) - G(Lambda_0) >= c_lo tau where the first gap is at least log(T-1).
/// [derived] theory/README.md (8.19)
template <typename Real>
[[nodiscard]] Real growth_lower_envelope_past_centre(const StepRates<Real>& rates,
                                                     std::int64_t steps, const Real& first_gap,
                                                     std::int64_t tokens) {
  using std::log;
  require_tokens("growth_lower_envelope_past_centre", tokens);
  require_step_rates("growth_lower_envelope_past_centre", rates, steps);
  require_at_least("growth_lower_envelope_past_centre", "first_gap", first_gap, "log(tokens - 1)",
                   Real(log(Real(tokens - 1))));
  return rates.smallest * Real(steps);
}

}  // namespace benignity
