#include "sim/measure/half_samples.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/random/permutation.hpp"

namespace benignity {

HalfSamples::HalfSamples(const ClassGram& gram, std::uint64_t seed, std::int64_t count) {
  for (std::int64_t b = 0; b < count; ++b) {
    Stream stream({seed, Purpose::sample_choice, static_cast<std::uint64_t>(b), 1, 0});
    Samples half;
    for (std::int64_t k = 0; k < gram.class_count(); ++k) {
      const Samples& members = gram.members(k);
      const auto order = random_order(stream, static_cast<std::int64_t>(members.size()));
      for (std::size_t i = 0; i < members.size() / 2; ++i) {
        half.push_back(members[static_cast<std::size_t>(order[i])]);
      }
    }
    halves_.push_back(std::move(half));
  }
}

std::vector<Estimate> HalfSamples::estimates(const std::vector<double>& of_all,
                                             const Figures& figures) const {
  std::vector<double> sum(of_all.size());
  std::vector<double> squares(of_all.size());
  for (const Samples& half : halves_) {
    const std::vector<double> of_half = figures(half);
    for (std::size_t i = 0; i < sum.size(); ++i) {
      const double departure = of_half[i] - of_all[i];
      sum[i] += departure;
      squares[i] += departure * departure;
    }
  }
  const auto count = static_cast<double>(halves_.size());
  std::vector<Estimate> estimates;
  for (std::size_t i = 0; i < sum.size(); ++i) {
    const double variance = (squares[i] - sum[i] * sum[i] / count) / (count - 1);
    estimates.push_back({of_all[i], std::sqrt(std::max(variance, 0.0))});
  }
  return estimates;
}

}  // namespace benignity
