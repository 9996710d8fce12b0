#include "verify/statistics/kolmogorov_smirnov.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace benignity {
namespace {

void require_samples(const std::vector<double>& first, const std::vector<double>& second) {
  if (first.empty() || first.size() != second.size()) {
    throw std::domain_error("kolmogorov_smirnov: sample sizes are " + std::to_string(first.size()) +
                            " and " + std::to_string(second.size()) +
                            ", but must be equal and positive");
  }
  for (const auto* sample : {&first, &second}) {
    if (std::any_of(sample->begin(), sample->end(), [](double x) { return std::isnan(x); })) {
      throw std::domain_error("kolmogorov_smirnov: a value is NaN, but must be a number");
    }
  }
}

double exact_tail(std::int64_t steps, std::int64_t size) {
  if (steps == 0) return 1;
  // ratio_j = C(2n, n - jk)/C(2n, n), each from the one before by k factors.
  double ratio = 1;
  double tail = 0;
  double sign = 1;
  for (std::int64_t shift = 0; shift + steps <= size; shift += steps) {
    for (std::int64_t i = shift; i < shift + steps; ++i) {
      ratio *= static_cast<double>(size - i) / static_cast<double>(size + i + 1);
    }
    tail += sign * ratio;
    sign = -sign;
  }
  return std::clamp(2 * tail, 0.0, 1.0);
}

}  // namespace

TwoSampleTest kolmogorov_smirnov(std::vector<double> first, std::vector<double> second) {
  require_samples(first, second);
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  const auto size = static_cast<std::int64_t>(first.size());
  std::size_t i = 0;
  std::size_t j = 0;
  std::int64_t largest = 0;
  while (i < first.size() && j < second.size()) {
    const double value = std::min(first[i], second[j]);
    while (i < first.size() && first[i] == value) ++i;
    while (j < second.size() && second[j] == value) ++j;
    const auto gap = static_cast<std::int64_t>(i) - static_cast<std::int64_t>(j);
    largest = std::max(largest, std::abs(gap));
  }
  return {static_cast<double>(largest) / static_cast<double>(size), exact_tail(largest, size)};
}

double distance_upper_bound(double distance, std::size_t sample_size, double alpha) {
  if (!(distance >= 0 && distance <= 1)) {
    throw std::domain_error("distance_upper_bound: distance is " + std::to_string(distance) +
                            ", but must be in [0, 1]");
  }
  if (sample_size == 0) {
    throw std::domain_error("distance_upper_bound: sample_size is 0, but must be positive");
  }
  if (!(alpha > 0 && alpha < 1)) {
    throw std::domain_error("distance_upper_bound: alpha is " + std::to_string(alpha) +
                            ", but must be strictly between 0 and 1");
  }
  return distance + 2 * std::sqrt(std::log(4 / alpha) / (2 * static_cast<double>(sample_size)));
}

}  // namespace benignity
