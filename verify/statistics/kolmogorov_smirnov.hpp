#pragma once

#include <cstddef>
#include <vector>

namespace benignity {

struct TwoSampleTest {
  double distance = 0;  ///< sup |F_1 - F_2| of the empirical distribution functions
  double p_value = 1;   ///< exact under equality of continuous laws
};

/// Two-sample Kolmogorov-Smirnov test for samples of equal size n. With D = k/n the exact tail is
///   P[D >= k/n] = 2 sum_{j >= 1} (-1)^{j+1} C(2n, n - jk) / C(2n, n)
/// (Gnedenko & Korolyuk 1951). Ties make it conservative. Throws std::domain_error for unequal or
/// empty samples, or NaN.
[[nodiscard]] TwoSampleTest kolmogorov_smirnov(std::vector<double> first,
                                               std::vector<double> second);

/// An upper confidence bound for the true distance of the two laws at level 1 - alpha, from the
/// Dvoretzky-Kiefer-Wolfowitz inequality with Massart's constant on each sample:
///   D + 2 sqrt(log(4/alpha) / (2 n)).
/// Throws std::domain_error unless 0 <= distance <= 1, sample_size >= 1, 0 < alpha < 1.
[[nodiscard]] double distance_upper_bound(double distance, std::size_t sample_size, double alpha);

}  // namespace benignity
