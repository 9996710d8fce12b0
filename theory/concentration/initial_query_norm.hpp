#pragma once

#include <cstdint>

#include "theory/concentration/squared_norm.hpp"

namespace benignity {

/// |p0|^2 = sigma_p^2 chi^2_d for p0 with N(0, sigma_p^2) entries; deviations are those of
/// |p0|^2/(sigma_p^2 d) from 1. [derived] theory/README.md (8b.3)

/// Bound on P(| |p0|^2/(sigma_p^2 d) - 1 | >= deviation), in (0, 2]; it says nothing from 1 on.
/// Throws std::domain_error unless d >= 1 and deviation >= 0, here and below.
template <class Real>
[[nodiscard]] Real initial_query_norm_bound(std::int64_t dimension, const Real& deviation) {
  return squared_norm_upper_bound(dimension, deviation) +
         squared_norm_lower_bound(dimension, deviation);
}

/// A deviation whose bound is at most `probability` in (0, 1]: that of probability/2 upwards, the
/// wider side.
template <class Real>
[[nodiscard]] Real initial_query_norm_deviation(std::int64_t dimension, const Real& probability) {
  require_probability("initial_query_norm_deviation", probability);
  return squared_norm_upper_deviation(dimension, Real(probability / 2));
}

/// The probability itself. [derived] theory/README.md (8b.4)
[[nodiscard]] inline double initial_query_norm_probability(std::int64_t dimension,
                                                           double deviation) {
  return squared_norm_upper_probability(dimension, deviation) +
         squared_norm_lower_probability(dimension, deviation);
}

}  // namespace benignity
