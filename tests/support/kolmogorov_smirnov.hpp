#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace benignity::testing {

/// P(K > t) of Kolmogorov's limit law, 2 sum_k (-1)^{k-1} e^{-2 k^2 t^2}; 1 for t < 0.2, where it
/// is within 1e-13 of 1.
inline double kolmogorov_survival(double t) {
  if (t < 0.2) return 1;
  double sum = 0;
  for (int k = 1; k <= 100; ++k) {
    sum += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * t * t);
  }
  return std::clamp(sum, 0.0, 1.0);
}

/// p-value of the statistic D with n effective observations, finite-n correction of Stephens
/// (1970).
inline double kolmogorov_p_value(double distance, double effective_count) {
  const double root = std::sqrt(effective_count);
  return kolmogorov_survival((root + 0.12 + 0.11 / root) * distance);
}

/// p-value of "the values follow the continuous law `cdf`".
template <class Cdf>
double one_sample_p_value(std::vector<double> values, const Cdf& cdf) {
  std::sort(values.begin(), values.end());
  const auto count = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double probability = cdf(values[i]);
    const auto below = static_cast<double>(i);
    distance = std::max({distance, probability - below / count, (below + 1) / count - probability});
  }
  return kolmogorov_p_value(distance, count);
}

/// p-value of "both samples follow one continuous law".
inline double two_sample_p_value(std::vector<double> first, std::vector<double> second) {
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  const auto first_count = static_cast<double>(first.size());
  const auto second_count = static_cast<double>(second.size());
  double distance = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < first.size() && j < second.size()) {
    const double value = std::min(first[i], second[j]);
    while (i < first.size() && first[i] <= value) ++i;
    while (j < second.size() && second[j] <= value) ++j;
    distance = std::max(distance, std::abs(static_cast<double>(i) / first_count -
                                           static_cast<double>(j) / second_count));
  }
  return kolmogorov_p_value(distance, first_count * second_count / (first_count + second_count));
}

/// (mean of the values - expected) over the standard error estimated from them.
inline double mean_z_score(const std::vector<double>& values, double expected) {
  const auto count = static_cast<double>(values.size());
  double mean = 0;
  for (const double value : values) mean += value / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return (mean - expected) / std::sqrt(squares / (count - 1) / count);
}

}  // namespace benignity::testing
