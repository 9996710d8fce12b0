#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace benignity {

/// The Sobol sequence in [0,1)^dimensions (direction numbers of Joe and Kuo, a fixed sequence),
/// from point `first` on. Coordinates are whole multiples of 2^-53.
class QuasiRandomSequence {
 public:
  QuasiRandomSequence(std::size_t dimensions, std::int64_t first);
  ~QuasiRandomSequence();
  QuasiRandomSequence(const QuasiRandomSequence&) = delete;
  QuasiRandomSequence& operator=(const QuasiRandomSequence&) = delete;
  /// The next point; valid until the following call.
  [[nodiscard]] std::span<const double> next();

 private:
  struct Engine;  ///< of Boost.Random, kept out of the header
  std::unique_ptr<Engine> engine_;
  std::vector<double> point_;
};

}  // namespace benignity
