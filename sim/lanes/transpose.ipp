#pragma once

// A square of as many vectors as they have lanes, transposed in registers. Included by
// sim/lanes/set_*.cpp alone.
#include <utility>

#include "sim/lanes/lanes.ipp"

namespace benignity {
namespace {

/// Swaps the lanes of a that have the bit `half` with the lanes of b that lack it.
template <std::ptrdiff_t half, class Vector, std::size_t... lane>
BENIGNITY_INLINE void swap_halves(Vector& a, Vector& b, std::index_sequence<lane...>) {
  constexpr int width = sizeof...(lane);
  const Vector first = __builtin_shufflevector(
      a, b, ((lane & half) == 0 ? int(lane) : int(lane) - int(half) + width)...);
  b = __builtin_shufflevector(a, b,
                              ((lane & half) == 0 ? int(lane) + int(half) : int(lane) + width)...);
  a = first;
}

/// rows[i][j] <-> rows[j][i], blocks of `half` at a time.
template <class Real, std::ptrdiff_t half = lanes<Real> / 2>
BENIGNITY_INLINE void transpose(Pack<Real> (&rows)[lanes<Real>]) {
#pragma GCC unroll 16
  for (std::ptrdiff_t i = 0; i < lanes<Real>; ++i) {
    if ((i & half) == 0) {
      swap_halves<half>(rows[i], rows[i + half], std::make_index_sequence<lanes<Real>>());
    }
  }
  if constexpr (half > 1) transpose<Real, half / 2>(rows);
}

}  // namespace
}  // namespace benignity
