#pragma once

#include <type_traits>

#include "sim/model/matrix.hpp"

namespace benignity {

/// The expression A B, of matrices or vectors. The scalars of the processor take Eigen's blocked
/// kernels; multiprecision takes plain sums in order: at 35 ns and more a multiplication blocking
/// gains nothing, and its kernels took seconds to compile for every scalar.
template <class Real, class Left, class Right>
[[nodiscard]] auto product(const Left& a, const Right& b) {
  if constexpr (std::is_floating_point_v<Real>) {
    return a * b;
  } else {
    return a.lazyProduct(b);
  }
}

}  // namespace benignity
