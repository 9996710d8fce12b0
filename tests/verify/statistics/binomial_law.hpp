#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

namespace benignity::testing {

/// P[X = x] for x = 0..trials, X ~ Binomial(trials, probability), by the ratio of neighbours;
/// shares no code with Boost.Math. 0 < probability < 1; long double holds (1 - probability)^trials
/// here.
inline std::vector<long double> binomial_law(std::int64_t trials, long double probability) {
  const auto size = static_cast<std::size_t>(trials) + 1;
  std::vector<long double> law(size);
  law[0] = std::pow(1 - probability, static_cast<long double>(trials));
  for (std::size_t x = 1; x < size; ++x) {
    law[x] = law[x - 1] * static_cast<long double>(size - x) / static_cast<long double>(x) *
             probability / (1 - probability);
  }
  return law;
}

/// P[first <= X <= last].
inline double binomial_mass(const std::vector<long double>& law, std::int64_t first,
                            std::int64_t last) {
  long double sum = 0;
  for (std::int64_t x = first; x <= last; ++x) sum += law[static_cast<std::size_t>(x)];
  return static_cast<double>(sum);
}

}  // namespace benignity::testing
