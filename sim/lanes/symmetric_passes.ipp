#pragma once

// One pass over K and H in strips (sim/lanes/strips.hpp). Every number of a triangle is read once
// and serves both of its places: below the diagonal as S_ij c_j -> y_i, above it as S_ij c_i ->
// y_j. Included by sim/lanes/set_*.cpp alone.
#include "sim/lanes/kernels.hpp"
#include "sim/lanes/lanes.ipp"
#include "sim/lanes/strips.hpp"

namespace benignity {
namespace {

/// How far ahead of the pass memory is asked for, bytes: nothing while the triangles stay in the
/// cache of a core, where it costs 3%; beyond, where it gains 15 to 20%, two pages.
constexpr std::ptrdiff_t cached = 0;
constexpr std::ptrdiff_t two_pages = 8192;

/// Asks for the block that comes `ahead` bytes later, four lines.
template <std::ptrdiff_t ahead, class Real>
BENIGNITY_INLINE void prefetch(const Real* block) {
  if constexpr (ahead > 0) {
    for (std::ptrdiff_t line = 0; line < 4; ++line) {
      __builtin_prefetch(reinterpret_cast<const char*>(block) + ahead + 64 * line);
    }
  }
}

/// Of four columns at a time: y += S c. `at` is where the entries of S lie for the rows from `row`.
template <class Real>
struct Product {
  static constexpr std::ptrdiff_t side = Strips<Real>::side;
  const Real* s;
  const Real* c;
  Real* y;
  Pack<Real> column_c[4] = {};
  Pack<Real> column_y[4] = {};

  BENIGNITY_MEMBER void start(std::ptrdiff_t column) {
    for (int j = 0; j < 4; ++j) {
      column_c[j] = all(c[column + j]);
      column_y[j] = Pack<Real>{};
    }
  }
  BENIGNITY_MEMBER void diagonal(std::ptrdiff_t at, std::ptrdiff_t row) {
    Pack<Real> row_y = load(y + row);
    for (int j = 0; j < 4; ++j) row_y = multiply_add(load(s + at + j * side), column_c[j], row_y);
    store(y + row, row_y);
  }
  BENIGNITY_MEMBER void below(std::ptrdiff_t at, std::ptrdiff_t row) {
    const Pack<Real> row_c = load(c + row);
    Pack<Real> row_y = load(y + row);
    for (int j = 0; j < 4; ++j) {
      const Pack<Real> s_ij = load(s + at + j * side);
      row_y = multiply_add(s_ij, column_c[j], row_y);
      column_y[j] = multiply_add(s_ij, row_c, column_y[j]);
    }
    store(y + row, row_y);
  }
  BENIGNITY_MEMBER void finish(std::ptrdiff_t column) { add_sums(column_y, y + column); }
};

/// Of four columns at a time: H += u k^T + k u^T, and y += H c with the new H.
template <class Real>
struct UpdateAndProduct {
  static constexpr std::ptrdiff_t side = Strips<Real>::side;
  Real* s;  // H
  const Real* u;
  const Real* k;
  const Real* c;
  Real* y;
  Pack<Real> column_u[4] = {};
  Pack<Real> column_k[4] = {};
  Pack<Real> column_c[4] = {};
  Pack<Real> column_y[4] = {};

  BENIGNITY_MEMBER void start(std::ptrdiff_t column) {
    for (int j = 0; j < 4; ++j) {
      column_u[j] = all(u[column + j]);
      column_k[j] = all(k[column + j]);
      column_c[j] = all(c[column + j]);
      column_y[j] = Pack<Real>{};
    }
  }
  BENIGNITY_MEMBER void diagonal(std::ptrdiff_t at, std::ptrdiff_t row) {
    const Pack<Real> row_u = load(u + row);
    const Pack<Real> row_k = load(k + row);
    Pack<Real> row_y = load(y + row);
    for (int j = 0; j < 4; ++j) {
      // Rounded alike in the two halves of the square, which thereby stays symmetric.
      const Pack<Real> h_ij = load(s + at + j * side) + (row_u * column_k[j] + row_k * column_u[j]);
      store(s + at + j * side, h_ij);
      row_y = multiply_add(h_ij, column_c[j], row_y);
    }
    store(y + row, row_y);
  }
  BENIGNITY_MEMBER void below(std::ptrdiff_t at, std::ptrdiff_t row) {
    const Pack<Real> row_u = load(u + row);
    const Pack<Real> row_k = load(k + row);
    const Pack<Real> row_c = load(c + row);
    Pack<Real> row_y = load(y + row);
    for (int j = 0; j < 4; ++j) {
      Pack<Real> h_ij = load(s + at + j * side);
      h_ij = multiply_add(row_u, column_k[j], h_ij);
      h_ij = multiply_add(row_k, column_u[j], h_ij);
      store(s + at + j * side, h_ij);
      row_y = multiply_add(h_ij, column_c[j], row_y);
      column_y[j] = multiply_add(h_ij, row_c, column_y[j]);
    }
    store(y + row, row_y);
  }
  BENIGNITY_MEMBER void finish(std::ptrdiff_t column) { add_sums(column_y, y + column); }
};

/// The parts side by side over strips [first, last).
template <std::ptrdiff_t ahead, class Real, class... Part>
BENIGNITY_INLINE void pass(const Strips<Real>& strips, std::ptrdiff_t first, std::ptrdiff_t last,
                           Part... part) {
  constexpr std::ptrdiff_t side = Strips<Real>::side;
  const std::ptrdiff_t rows = strips.padded();
  std::ptrdiff_t at = strips.offset(first);
  for (std::ptrdiff_t strip = first; strip < last; ++strip) {
    const std::ptrdiff_t column = Strips<Real>::width * strip;
    const std::ptrdiff_t diagonal = Strips<Real>::first_row(strip);
    (part.start(column), ...);
    for (std::ptrdiff_t r = 0; r < side; r += lanes<Real>) {
      (part.diagonal(at + r, diagonal + r), ...);
    }
    at += Strips<Real>::width * side;
    for (std::ptrdiff_t row = diagonal + side; row < rows; row += side) {
      // Hides from clang that they only count up: it would keep a pointer an array, more than there
      // are registers, and spill them at every strip, 4% of a pass of 320 floats.
      asm("" : "+r"(row), "+r"(at));
      (prefetch<ahead>(part.s + at), ...);
      for (std::ptrdiff_t r = 0; r < side; r += lanes<Real>) (part.below(at + r, row + r), ...);
      at += Strips<Real>::width * side;
    }
    (part.finish(column), ...);
  }
}

/// Together where the registers hold the columns of both parts: the product with K waits for the
/// cache, the pass over H for the multiply-adds.
template <std::ptrdiff_t ahead, class Real>
void gram_passes(const GramArrays<Real>& arrays, std::ptrdiff_t first, std::ptrdiff_t last,
                 Real* kc, Real* hc) {
  const Product<Real> product{arrays.kernel, arrays.c, kc};
  const UpdateAndProduct<Real> update{arrays.weighted_kernel, arrays.u, arrays.k, arrays.c, hc};
  if constexpr (vector_registers == 32) {
    pass<ahead>(arrays.strips, first, last, product, update);
  } else {
    pass<ahead>(arrays.strips, first, last, product);
    pass<ahead>(arrays.strips, first, last, update);
  }
}

template <class Real>
void update_and_multiply(const GramArrays<Real>& arrays, std::ptrdiff_t first, std::ptrdiff_t last,
                         Real* kc, Real* hc) {
  constexpr std::ptrdiff_t cache_bytes = 1 << 20;
  const std::ptrdiff_t triangle = arrays.strips.offset(arrays.strips.count());
  const auto bytes = triangle * static_cast<std::ptrdiff_t>(sizeof(Real));
  const auto passes =
      bytes <= cache_bytes ? gram_passes<cached, Real> : gram_passes<two_pages, Real>;
  passes(arrays, first, last, kc, hc);
}

}  // namespace
}  // namespace benignity
