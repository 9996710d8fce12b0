#include "sim/test_law/test_tally.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace benignity {
namespace {

Estimate share_of(std::int64_t hits, std::int64_t count) {
  const auto total = static_cast<double>(count);
  const double share = static_cast<double>(hits) / total;
  const double misses = static_cast<double>(count - hits) / total;
  return {share, count > 1 ? std::sqrt(share * misses / (total - 1)) : 0.0};
}

}  // namespace

void TestTally::Moments::add(std::span<const double> values) {
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double total = count_ + count;
  const double apart = mean - mean_;
  squares_ += squares + apart * apart * (count_ * count / total);
  mean_ += apart * (count / total);
  count_ = total;
}

Estimate TestTally::Moments::estimate() const {
  return {mean_, count_ > 1 ? std::sqrt(squares_ / (count_ - 1) / count_) : 0.0};
}

void TestTally::add(std::span<const double> margin, std::span<const double> relevant,
                    std::span<const double> loss) {
  count_ += static_cast<std::int64_t>(margin.size());
  right_ += std::count_if(margin.begin(), margin.end(), [](double value) { return value > 0; });
  selected_ += std::count_if(relevant.begin(), relevant.end(),
                             [this](double value) { return value >= threshold_; });
  loss_.add(loss);
  relevant_.add(relevant);
}

TestStatistics TestTally::statistics() const {
  return {loss_.estimate(), share_of(right_, count_), relevant_.estimate(),
          share_of(selected_, count_)};
}

}  // namespace benignity
