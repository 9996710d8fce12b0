#pragma once

#include <cstdint>

namespace benignity {

/// P(chi^2_d >= d (1 + excess)), exact up to rounding (relative error below 1e-11 where it is at
/// least 1e-280). Boost.Math's incomplete gamma up to d = 2*10^6; beyond, where that one slows down
/// and then throws (d about 10^12), Temme's uniform expansion with two correction terms. 1 for
/// excess <= -1. Throws std::domain_error unless d >= 1 and excess is a number.
/// [derived] theory/README.md (8b.4)
[[nodiscard]] double chi_squared_upper_probability(std::int64_t dimension, double excess);

/// P(chi^2_d <= d (1 + excess)), likewise; 0 for excess <= -1.
[[nodiscard]] double chi_squared_lower_probability(std::int64_t dimension, double excess);

}  // namespace benignity
