#pragma once

// The definition of growth_detail::inverse_growth, for whoever instantiates it.

#include <cmath>
#include <limits>

#include "theory/growth/growth_function.hpp"

namespace benignity::growth_detail {
/// The root u >= 0 of u + sinh u = target >= 0. The left side is increasing and convex on u >= 0
/// and both starting values are upper bounds of the root (sinh u <= target and 2u <= target), so
/// every Newton step descends towards it; the first that does not is rounding, and ends the search.
template <typename Real>
Real centred_root(const Real& target) {
  using std::asinh;
  using std::cosh;
  using std::sinh;
  using std::sqrt;
  const Real tolerance = sqrt(std::numeric_limits<Real>::epsilon());
  const Real by_sinh = asinh(target);
  const Real by_line = target / 2;
  Real root = by_line < by_sinh ? by_line : by_sinh;
  while (root > 0) {
    const Real step = (root - target + sinh(root)) / (1 + cosh(root));
    if (!(step > 0)) {
      break;
    }
    root -= step;
    if (step <= tolerance * root) {
      break;
    }
  }
  return root;
}

template <typename Real>
Real inverse_growth(const Real& value, std::int64_t others) {
  using std::log;
  if (value != value || value - value != 0) {
    return value;
  }
  const Real centre = log(Real(others));
  const Real target = value / 2 - centre;
  Real gap =
      centre + (target < 0 ? Real(-centred_root<Real>(-target)) : centred_root<Real>(target));
  // Newton steps on G itself: the centred root knows u = x - log(others), whose digits are lost to
  // x where x is near 0. The first squares the error left by the search, the second that of
  // rounding.
  for (int polish = 0; polish < 2; ++polish) {
    const Real step = (growth(gap, others) - value) / slope(gap, others);
    if (step - step == 0) {
      gap -= step;
    }
  }
  return gap;
}

}  // namespace benignity::growth_detail
