#pragma once

#include <cmath>
#include <cstdint>

#include "theory/concentration/preconditions.hpp"

namespace benignity {

/// Davidson-Szarek for a standard Gaussian m x d matrix G: with probability >= 1 - 2 e^{-t^2/2}
/// every singular value is within sqrt(m) + t of sqrt(d), hence |G G^T/d - I| <= 2s + s^2 in
/// spectral norm, s = (sqrt(m) + t)/sqrt(d). [derived] theory/README.md (8b.11)

/// Bound on P(|G G^T/d - I| > deviation), in (0, 2]; it says nothing from 1 on, and is 2 where
/// sqrt(1 + deviation) - 1 < sqrt(m/d). Throws std::domain_error unless m >= 1, d >= 1 and
/// deviation >= 0.
template <class Real>
[[nodiscard]] Real gaussian_spectrum_bound(std::int64_t rows, std::int64_t dimension,
                                           const Real& deviation) {
  using std::exp;
  using std::sqrt;
  const char* const self = "gaussian_spectrum_bound";
  require_hypothesis(self, "rows", rows, rows >= 1, "at least 1");
  require_dimension(self, dimension);
  require_deviation(self, deviation);
  const Real reach = deviation / (1 + sqrt(1 + deviation));  // sqrt(1 + deviation) - 1
  const Real room = reach * sqrt(Real(dimension)) - sqrt(Real(rows));
  return room > 0 ? Real(2 * exp(-(room * room) / 2)) : Real(2);
}

/// The deviation whose bound is `probability` in (0, 1]: 2s + s^2 at t = sqrt(2
/// log(2/probability)). Throws as above.
template <class Real>
[[nodiscard]] Real gaussian_spectrum_deviation(std::int64_t rows, std::int64_t dimension,
                                               const Real& probability) {
  using std::log;
  using std::sqrt;
  const char* const self = "gaussian_spectrum_deviation";
  require_hypothesis(self, "rows", rows, rows >= 1, "at least 1");
  require_dimension(self, dimension);
  require_probability(self, probability);
  const Real room = sqrt(2 * log(2 / probability));
  const Real reach = (sqrt(Real(rows)) + room) / sqrt(Real(dimension));
  return 2 * reach + reach * reach;
}

}  // namespace benignity
