#pragma once

#include <cstddef>

namespace benignity::bench {

/// What a framework does in a step: keys X W^T formed, the gradient of W formed by another product,
/// then added. O(nT d^2). It is a shared library of its own, compiled for the machine at hand, so
/// that its matrix products use every instruction there is; only plain arrays cross its border.
class [[gnu::visibility("default")]] NaiveDescent {
 public:
  NaiveDescent(std::ptrdiff_t token_count, std::ptrdiff_t dimension);
  ~NaiveDescent();
  NaiveDescent(const NaiveDescent&) = delete;
  NaiveDescent& operator=(const NaiveDescent&) = delete;

  void step(double alpha);
  /// <W, W>, so that nothing is optimised away.
  [[nodiscard]] double weight_norm2() const;

 private:
  struct Arrays;
  Arrays* arrays_;
};

}  // namespace benignity::bench
