#pragma once

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

namespace benignity::test {

/// Fixed-seed gaps of scales 10^-6 to 10^4 about shifts of the same scale, T from 2 to 40.
[[nodiscard]] inline std::vector<std::vector<double>> random_gap_lists(int count) {
  std::mt19937_64 generator(20260101);
  const auto uniform = [&] { return std::ldexp(static_cast<double>(generator() >> 11U), -52) - 1; };
  std::vector<std::vector<double>> lists;
  for (int k = 0; k < count; ++k) {
    const double scale = std::pow(10.0, -1 + 5 * uniform());
    const double shift = scale * uniform();
    std::vector<double> gaps(1 + generator() % 39);
    for (double& gap : gaps) {
      gap = scale * uniform() + shift;
    }
    lists.push_back(gaps);
  }
  return lists;
}

/// One sample of many tokens: ties and small spreads, where only the summation can lose digits.
[[nodiscard]] inline std::vector<double> million_gaps() {
  std::vector<double> gaps(999'999);
  for (std::size_t t = 0; t < gaps.size(); ++t) {
    gaps[t] = 1e-3 + 1e-4 * static_cast<double>(t % 1000) / 1000;
  }
  return gaps;
}

template <typename Real>
[[nodiscard]] std::vector<Real> promote(const std::vector<double>& values) {
  return std::vector<Real>(values.begin(), values.end());
}

}  // namespace benignity::test
