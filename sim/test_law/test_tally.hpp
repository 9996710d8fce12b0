#pragma once

#include <cstdint>
#include <span>

#include "sim/trajectory/result.hpp"

namespace benignity {

/// Collects the figures of fresh samples at one time. Shares are counted and divided once, so 19 of
/// 20 is the double nearest to 0.95.
class TestTally {
 public:
  explicit TestTally(double selection_threshold) : threshold_(selection_threshold) {}

  /// Some samples more: margins Y* f, softmax probabilities of x_1, losses; one span entry a
  /// sample.
  void add(std::span<const double> margin, std::span<const double> relevant,
           std::span<const double> loss);

  [[nodiscard]] TestStatistics statistics() const;

 private:
  /// Mean and sum of squared deviations, batch joined to batch (Chan, Golub & LeVeque 1983): a sum
  /// of squares would lose every digit where all samples are nearly alike.
  class Moments {
   public:
    void add(std::span<const double> values);
    [[nodiscard]] Estimate estimate() const;

   private:
    double count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
  };

  double threshold_;
  std::int64_t count_ = 0;
  std::int64_t right_ = 0;
  std::int64_t selected_ = 0;
  Moments loss_;
  Moments relevant_;
};

}  // namespace benignity
