#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sim/measure/class_gram.hpp"
#include "sim/trajectory/result.hpp"

namespace benignity {

/// Places of samples.
using Samples = std::vector<std::int64_t>;

/// Random halves of each class, drawn without replacement: the standard deviation of a figure over
/// them is the standard error of that of all samples, where it is about a mean (theory/README.md
/// section 13).
class HalfSamples {
 public:
  HalfSamples(const ClassGram& gram, std::uint64_t seed, std::int64_t count);

  using Figures = std::function<std::vector<double>(const Samples&)>;
  /// `of_all`: the figures of all samples, as many as `figures` has of some.
  [[nodiscard]] std::vector<Estimate> estimates(const std::vector<double>& of_all,
                                                const Figures& figures) const;

 private:
  std::vector<Samples> halves_;
};

}  // namespace benignity
