#pragma once

#include <cmath>
#include <cstdint>

#include <boost/math/special_functions/lambert_w.hpp>

#include "theory/elementary.hpp"
#include "theory/hypothesis.hpp"
#include "theory/tokens.hpp"

namespace benignity {

// Lemma S8: closed-form bounds of x = G^{-1}(y), N = T - 1. NaN, infinite y and T < 2 are refused
// with std::domain_error, as is y outside each bound's hypothesis.

/// x <= U = log(N (y + N)) for y >= 1/N - N (the same as x >= 0), with equality at x = 0 only.
/// [derived] theory/README.md (8.20)
template <typename Real>
[[nodiscard]] Real inverse_growth_upper_bound(const Real& growth, std::int64_t tokens) {
  using std::log;
  require_tokens("inverse_growth_upper_bound", tokens);
  require_finite("inverse_growth_upper_bound", "growth", growth);
  const Real others = Real(tokens - 1);
  require_at_least("inverse_growth_upper_bound", "growth", growth, "1/(tokens-1) - (tokens-1)",
                   Real(1 / others - others));
  if (tokens == 2 || may_be_at_most(growth, Real(0))) {
    return log_one_plus(Real(others * growth + (others * others - 1)));
  }
  return log(others) + log(growth + others);
}

/// y - 2U + 1/(y+N), which must be positive for the lower bound to say anything. It is for small x
/// and for large x; for T > 2 it need not be between. [derived] theory/README.md (8.21)
template <typename Real>
[[nodiscard]] Real inverse_growth_lower_bound_margin(const Real& growth, std::int64_t tokens) {
  return growth - 2 * inverse_growth_upper_bound(growth, tokens) + 1 / (growth + Real(tokens - 1));
}

/// x >= log(N (y - 2U + 1/(y+N))) for y >= 1/N - N, where the argument is positive (otherwise
/// std::domain_error: the bound says nothing), with equality at x = 0 only. The accuracy of 4 ulp
/// (1 + condition number) counts the condition of the difference y - 2U.
/// [derived] theory/README.md (8.21)
template <typename Real>
[[nodiscard]] Real inverse_growth_lower_bound(const Real& growth, std::int64_t tokens) {
  using std::log;
  const Real others = Real(tokens - 1);
  const Real upper = inverse_growth_upper_bound(growth, tokens);
  const Real difference = growth - 2 * upper;
  const Real reciprocal = 1 / (growth + others);
  if (!may_be_below(Real(-reciprocal), difference)) {
    refuse("inverse_growth_lower_bound", "growth", growth,
           "such that y - 2U + 1/(y+N) is positive");
  }
  if (tokens == 2 || may_be_at_most(growth, Real(0))) {
    return log_one_plus(Real(others * difference - growth * reciprocal));
  }
  return log(others) + log(difference + reciprocal);
}

/// The gap x* = 1 + W(N/e) at which e^x/G(x) is least (W: Lambert's function), the root of
/// x - 1 = N e^{-x}. [derived] theory/README.md (8.22)
template <typename Real>
[[nodiscard]] Real growth_contact_gap(std::int64_t tokens) {
  using boost::math::lambert_w0;
  using std::exp;
  require_tokens("growth_contact_gap", tokens);
  return 1 + lambert_w0(Real(Real(tokens - 1) / exp(Real(1))));
}

/// x >= log(N y / (1 + W(N/e))^2) for y > 0, with equality exactly at x = 1 + W(N/e): the best
/// bound of the form log(c y). [derived] theory/README.md (8.22)
template <typename Real>
[[nodiscard]] Real inverse_growth_sharp_lower_bound(const Real& growth, std::int64_t tokens) {
  using std::log;
  require_tokens("inverse_growth_sharp_lower_bound", tokens);
  require_finite("inverse_growth_sharp_lower_bound", "growth", growth);
  if (!may_be_below(Real(0), growth)) {
    refuse("inverse_growth_sharp_lower_bound", "growth", growth, "positive");
  }
  const Real contact = growth_contact_gap<Real>(tokens);
  return log(growth / contact * (Real(tokens - 1) / contact));
}

/// x >= log(N y / (1 + 2N/e)) for y > 0, never attained: at least 6% below the sharp bound's
/// argument, without Lambert's function. [derived] theory/README.md (8.23)
template <typename Real>
[[nodiscard]] Real inverse_growth_simple_lower_bound(const Real& growth, std::int64_t tokens) {
  using std::exp;
  using std::log;
  require_tokens("inverse_growth_simple_lower_bound", tokens);
  require_finite("inverse_growth_simple_lower_bound", "growth", growth);
  if (!may_be_below(Real(0), growth)) {
    refuse("inverse_growth_simple_lower_bound", "growth", growth, "positive");
  }
  const Real others = Real(tokens - 1);
  return log(growth / (1 / others + 2 / exp(Real(1))));
}

}  // namespace benignity
