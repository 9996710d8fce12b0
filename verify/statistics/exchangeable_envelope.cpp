#include "verify/statistics/exchangeable_envelope.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

namespace benignity {
namespace {

/// log of n over r; n <= 2000, relative error of the exponential below 1e-11.
double log_choose(std::int64_t n, std::int64_t r) {
  double sum = 0;
  for (std::int64_t i = 0; i < r; ++i) {
    sum += std::log(static_cast<double>(n - i) / static_cast<double>(i + 1));
  }
  return sum;
}

}  // namespace

std::vector<double> envelope_scores(const Curves& pool, double floor) {
  if (pool.size() < 2 || !(floor > 0)) {
    throw std::domain_error("envelope_scores: needs 2 curves or more and floor > 0");
  }
  const auto count = static_cast<double>(pool.size());
  std::vector<double> scores(pool.size(), 0.0);
  for (std::size_t t = 0; t < pool.front().size(); ++t) {
    double mean = 0;
    for (const auto& curve : pool) {
      if (curve.size() != pool.front().size()) {
        throw std::domain_error("envelope_scores: curves must be equally long");
      }
      mean += curve[t] / count;
    }
    double squares = 0;
    for (const auto& curve : pool) squares += (curve[t] - mean) * (curve[t] - mean);
    const double spread = std::sqrt(squares / (count - 1)) + floor;
    for (std::size_t i = 0; i < pool.size(); ++i) {
      scores[i] = std::max(scores[i], std::abs(pool[i][t] - mean) / spread);
    }
  }
  return scores;
}

std::vector<double> outside_count_tail(const EnvelopeCounts& counts) {
  const std::int64_t m = counts.design;
  const std::int64_t e = counts.left_out;
  const std::int64_t k = counts.judged;
  if (e < 0 || e >= m || m > 1000 || k < 0 || k > 1000) {
    throw std::domain_error(
        "outside_count_tail: needs 0 <= left_out < design <= 1000 and 0 <= judged <= 1000");
  }
  std::vector<double> tail(static_cast<std::size_t>(k) + 1);
  for (std::int64_t r = k; r >= 0; --r) {
    const double log_mass =
        log_choose(r + e, r) + log_choose(k - r + m - e - 1, k - r) - log_choose(m + k, k);
    const auto index = static_cast<std::size_t>(r);
    tail[index] = std::exp(log_mass) + (r < k ? tail[index + 1] : 0);
  }
  return tail;
}

std::vector<double> tail_of_sum(const std::vector<double>& first,
                                const std::vector<double>& second) {
  const auto mass = [](const std::vector<double>& tail, std::size_t r) {
    return tail[r] - (r + 1 < tail.size() ? tail[r + 1] : 0);
  };
  const std::size_t longest = first.size() + second.size() - 1;
  std::vector<double> tail(longest, 0.0);
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (std::size_t j = 0; j < second.size(); ++j) tail[i + j] += mass(first, i) * mass(second, j);
  }
  for (std::size_t r = longest - 1; r > 0; --r) tail[r - 1] += tail[r];
  return tail;
}

}  // namespace benignity
