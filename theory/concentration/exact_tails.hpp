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

/// P((1/d) sum_k u_k v_k >= correlation + deviation) for d independent pairs of standard normals
/// with the given correlation, relative error below 1e-9 where it is at least 1e-250: with A, B
/// independent chi^2_d the sum is ((1+r)A - (1-r)B)/2; one of them is integrated over. The lower
/// tail is the upper one at the opposite correlation. Throws std::domain_error unless d >= 1,
/// deviation >= 0 and correlation is -1 or in [-0.99, 1]. [derived] theory/README.md (8b.6)
[[nodiscard]] double gaussian_products_upper_probability(std::int64_t dimension, double correlation,
                                                         double deviation);

/// P(|<mu, eps>| >= sigma |mu| deviation) = erfc(deviation/sqrt(2)) for eps ~ N(0, sigma^2 I_d).
/// Throws std::domain_error unless deviation >= 0. [derived] theory/README.md (8b.9)
[[nodiscard]] double signal_projection_probability(double deviation);

/// The deviation that is exceeded with exactly `probability`. Throws std::domain_error unless
/// 0 < probability <= 1.
[[nodiscard]] double signal_projection_quantile(double probability);

/// P(count <= k) and P(count >= k) of a Binomial(n, share) count. Throw std::domain_error unless
/// n >= 1, 0 <= k <= n and share is in [0, 1]. [derived] theory/README.md (8b.10)
[[nodiscard]] double group_count_lower_probability(std::int64_t samples, double share,
                                                   std::int64_t count);
[[nodiscard]] double group_count_upper_probability(std::int64_t samples, double share,
                                                   std::int64_t count);

}  // namespace benignity
