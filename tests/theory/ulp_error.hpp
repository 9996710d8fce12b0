#pragma once

// g++ 12 at -O3 reports an impossible memcpy inside Boost's printing of these numbers (its string
// assignment of a literal, inlined): a false alarm, like GCC PR 105329 and 105651.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wstringop-overflow"
#pragma GCC diagnostic ignored "-Wrestrict"
#endif

#include <cmath>
#include <limits>

#include "theory/scalar.hpp"

namespace benignity::test {

/// One unit in the last place of Real at the value `exact`.
template <typename Real>
[[nodiscard]] Float100 ulp(const Float100& exact) {
  int exponent = 0;
  static_cast<void>(frexp(exact, &exponent));
  if constexpr (std::numeric_limits<Real>::min_exponent > -100'000) {
    if (exponent < std::numeric_limits<Real>::min_exponent) {
      exponent = std::numeric_limits<Real>::min_exponent;
    }
  }
  return ldexp(Float100(std::numeric_limits<Real>::epsilon()), exponent - 1);
}

/// |computed - exact| in units of ulp (1 + condition), where `condition` is the relative condition
/// number of the quantity at its inputs. The project's bound is 4.
template <typename Real>
[[nodiscard]] Float100 scaled_error(const Real& computed, const Float100& exact,
                                    const Float100& condition) {
  return abs(Float100(computed) - exact) / (ulp<Real>(exact) * (1 + condition));
}

}  // namespace benignity::test
