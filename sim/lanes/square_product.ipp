#pragma once

// A square of a matrix product in registers. Included by sim/lanes/set_*.cpp alone.
#include "sim/lanes/lanes.ipp"
#include "sim/lanes/strips.hpp"

namespace benignity {
namespace {

template <class Real>
void square_product(std::ptrdiff_t first, std::ptrdiff_t last, const Real* a,
                    std::ptrdiff_t a_stride, const Real* b, std::ptrdiff_t b_stride, Real* c,
                    std::ptrdiff_t c_stride) {
  constexpr std::ptrdiff_t side = Strips<Real>::side;
  for (std::ptrdiff_t r = 0; r < side; r += lanes<Real>) {
    for (std::ptrdiff_t j = 0; j < side; j += 8) {
      Pack<Real> sums[8] = {};
      for (std::ptrdiff_t k = first; k < last; ++k) {
        const Pack<Real> a_k = load(a + k * a_stride + r);
        for (int i = 0; i < 8; ++i) {
          sums[i] = multiply_add(a_k, all(b[k * b_stride + j + i]), sums[i]);
        }
      }
      for (int i = 0; i < 8; ++i) store(c + (j + i) * c_stride + r, sums[i]);
    }
  }
}

}  // namespace
}  // namespace benignity
