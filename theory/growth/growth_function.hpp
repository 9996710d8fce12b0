#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>

#include "theory/tokens.hpp"

namespace benignity {

namespace growth_detail {

/// e^x / others. Built-in scalars take e^x as a square where it overflows and the quotient does
/// not.
template <typename Real>
[[nodiscard]] Real exp_over(const Real& x, std::int64_t others) {
  using std::exp;
  const Real power = exp(x);
  if constexpr (std::floating_point<Real>) {
    if (std::isinf(power)) {
      const Real root = exp(x / 2);
      return root / static_cast<Real>(others) * root;
    }
  }
  return power / Real(others);
}

/// 2x + 2 sinh(x - log others). With one other token sinh keeps the digits that the difference of
/// two exponentials loses near 0; with more, |x| G' is never small against the two terms.
template <typename Real>
[[nodiscard]] Real growth(const Real& gap, std::int64_t others) {
  using std::exp;
  using std::sinh;
  if (others == 1) {
    return 2 * gap + 2 * sinh(gap);
  }
  const Real rise = exp_over(gap, others);
  const Real fall = Real(others) * exp(-gap);
  return 2 * gap + (rise - fall);
}

template <typename Real>
[[nodiscard]] Real slope(const Real& gap, std::int64_t others) {
  using std::exp;
  const Real rise = exp_over(gap, others);
  const Real fall = Real(others) * exp(-gap);
  return 2 + rise + fall;
}

/// The root x of growth(x, others) = value.
template <typename Real>
[[nodiscard]] Real inverse_growth(const Real& value, std::int64_t others);

}  // namespace growth_detail

/// G(x) = 2x + 2 sinh(x - log(T-1)), strictly increasing from R onto R. Along the gradient flow
/// with one gap equal for all other tokens G grows linearly in time.
///
/// @param gap x, any real; NaN gives NaN, +-infinity gives +-infinity
/// @param tokens T >= 2; otherwise std::domain_error
/// Error at most 4 ulp (1 + condition number) in every scalar. A value beyond the scalar's range
/// (in double about |x| > 709 + log(T-1)) gives the infinity of its sign. [derived]
/// theory/README.md (8.14)
template <typename Real>
[[nodiscard]] Real growth_function(const Real& gap, std::int64_t tokens) {
  require_tokens("growth_function", tokens);
  return growth_detail::growth(gap, tokens - 1);
}

/// G'(x) = 2 + 2 cosh(x - log(T-1)) >= 4, the reciprocal of h = s_1 (1 - s_1) at equal gaps x.
/// NaN gives NaN, +-infinity and overflow give +infinity; tokens < 2: std::domain_error.
/// [derived] theory/README.md (8.15)
template <typename Real>
[[nodiscard]] Real growth_function_slope(const Real& gap, std::int64_t tokens) {
  require_tokens("growth_function_slope", tokens);
  return growth_detail::slope(gap, tokens - 1);
}

/// G^{-1}(y), the gap x with growth_function(x, tokens) = y, for any real y.
/// NaN gives NaN, +-infinity gives +-infinity; tokens < 2: std::domain_error.
/// Instantiated for double; other scalars include growth_function.ipp.
/// [derived] theory/README.md (8.16)
template <typename Real>
[[nodiscard]] Real inverse_growth_function(const Real& growth, std::int64_t tokens) {
  require_tokens("inverse_growth_function", tokens);
  return growth_detail::inverse_growth(growth, tokens - 1);
}

/// g(x) = 2x + 2 sinh(x - log T), as a published summary of the paper prints it: G of one more
/// token. Same range, errors and special values as growth_function. [published]
template <typename Real>
[[nodiscard]] Real published_growth_function(const Real& gap, std::int64_t tokens) {
  require_tokens("published_growth_function", tokens);
  return growth_detail::growth(gap, tokens);
}

/// g^{-1}(y) of published_growth_function; as inverse_growth_function. [published]
template <typename Real>
[[nodiscard]] Real inverse_published_growth_function(const Real& growth, std::int64_t tokens) {
  require_tokens("inverse_published_growth_function", tokens);
  return growth_detail::inverse_growth(growth, tokens);
}

}  // namespace benignity
