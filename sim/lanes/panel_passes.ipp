#pragma once

// A panel of a matrix times a few vectors, and a product of low rank added to it. Included by
// sim/lanes/set_*.cpp alone.
#include "sim/lanes/lanes.ipp"

namespace benignity {
namespace {

/// Four rows times `count` vectors, the sums in registers: count loads of x and four of W for
/// 4 count multiply-adds. `ahead` is fetched meanwhile, as long as a row: a row of the next four,
/// which the processor does not foresee while these wait in the cache for the other vectors.
template <class Real, int count>
BENIGNITY_INLINE void multiply_four_rows(std::ptrdiff_t width, const Real* w, const Real* ahead,
                                         const Real* x, std::ptrdiff_t x_stride, Real* y,
                                         std::ptrdiff_t y_stride) {
  Pack<Real> sums[count][4] = {};
  for (std::ptrdiff_t c = 0; c < width; c += lanes<Real>) {
    __builtin_prefetch(ahead + c);
    Pack<Real> entries[4];
    for (int r = 0; r < 4; ++r) entries[r] = load(w + r * width + c);
    for (int i = 0; i < count; ++i) {
      const Pack<Real> x_c = load(x + i * x_stride + c);
      for (int r = 0; r < 4; ++r) sums[i][r] = multiply_add(entries[r], x_c, sums[i][r]);
    }
  }
  for (int i = 0; i < count; ++i) add_sums(sums[i], y + i * y_stride);
}

template <class Real>
void multiply_panel(std::ptrdiff_t rows, std::ptrdiff_t width, const Real* w,
                    std::ptrdiff_t vectors, const Real* x, std::ptrdiff_t x_stride, Real* y,
                    std::ptrdiff_t y_stride) {
  constexpr int at_once = vector_registers == 32 ? 5 : 2;
  for (std::ptrdiff_t r = 0; r < rows; r += 4) {
    const Real* const four = w + r * width;
    std::ptrdiff_t i = 0;
    for (; i + at_once <= vectors; i += at_once) {
      multiply_four_rows<Real, at_once>(width, four, four + (4 + i / at_once % 4) * width,
                                        x + i * x_stride, x_stride, y + i * y_stride + r, y_stride);
    }
    for (; i < vectors; ++i) {
      multiply_four_rows<Real, 1>(width, four, four + (4 + i % 4) * width, x + i * x_stride,
                                  x_stride, y + i * y_stride + r, y_stride);
    }
  }
}

/// Eight rows wait in registers while each vector's z passes by.
template <class Real>
void multiply_panel_transposed(std::ptrdiff_t rows, std::ptrdiff_t width, const Real* w,
                               std::ptrdiff_t vectors, const Real* x, std::ptrdiff_t x_stride,
                               Real* z, std::ptrdiff_t z_stride) {
  for (std::ptrdiff_t r = 0; r < rows; r += 8) {
    for (std::ptrdiff_t c = 0; c < width; c += lanes<Real>) {
      Pack<Real> entries[8];
      for (int k = 0; k < 8; ++k) entries[k] = load(w + (r + k) * width + c);
      for (std::ptrdiff_t i = 0; i < vectors; ++i) {
        const Real* const x_r = x + i * x_stride + r;
        Real* const z_c = z + i * z_stride + c;
        Pack<Real> sum = load(z_c);
        for (int k = 0; k < 8; ++k) sum = multiply_add(entries[k], all(x_r[k]), sum);
        store(z_c, sum);
      }
    }
  }
}

/// A tile of four rows and `packs` vectors of columns, in registers over all ranks.
template <class Real, int packs>
BENIGNITY_INLINE void add_product_tile(std::ptrdiff_t width, Real* w, std::ptrdiff_t ranks,
                                       const Real* l, std::ptrdiff_t l_stride, const Real* x,
                                       std::ptrdiff_t x_stride) {
  Pack<Real> tile[4][packs];
  for (int r = 0; r < 4; ++r) {
    for (int p = 0; p < packs; ++p) tile[r][p] = load(w + r * width + p * lanes<Real>);
  }
  for (std::ptrdiff_t k = 0; k < ranks; ++k) {
    Pack<Real> x_k[packs];
    for (int p = 0; p < packs; ++p) x_k[p] = load(x + k * x_stride + p * lanes<Real>);
    for (int r = 0; r < 4; ++r) {
      const Pack<Real> l_r = all(l[k * l_stride + r]);
      for (int p = 0; p < packs; ++p) tile[r][p] = multiply_add(l_r, x_k[p], tile[r][p]);
    }
  }
  for (int r = 0; r < 4; ++r) {
    for (int p = 0; p < packs; ++p) store(w + r * width + p * lanes<Real>, tile[r][p]);
  }
}

template <class Real>
void add_product_to_panel(std::ptrdiff_t rows, std::ptrdiff_t width, Real* w, std::ptrdiff_t ranks,
                          const Real* l, std::ptrdiff_t l_stride, const Real* x,
                          std::ptrdiff_t x_stride) {
  constexpr int packs = vector_registers == 32 ? 4 : 2;
  for (std::ptrdiff_t r = 0; r < rows; r += 4) {
    Real* const four = w + r * width;
    std::ptrdiff_t c = 0;
    for (; c + packs * lanes<Real> <= width; c += packs * lanes<Real>) {
      add_product_tile<Real, packs>(width, four + c, ranks, l + r, l_stride, x + c, x_stride);
    }
    for (; c < width; c += lanes<Real>) {
      add_product_tile<Real, 1>(width, four + c, ranks, l + r, l_stride, x + c, x_stride);
    }
  }
}

}  // namespace
}  // namespace benignity
