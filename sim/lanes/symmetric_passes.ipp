#pragma once

// One pass over a symmetric matrix in strips (sim/lanes/strips.hpp). Every number of the triangle
// is read once and serves both of its places: below the diagonal as S_ij c_j -> y_i, above it as
// S_ij c_i -> y_j. Included by sim/lanes/set_*.cpp alone.
#include "sim/lanes/lanes.ipp"
#include "sim/lanes/strips.hpp"

namespace benignity {
namespace {

/// How far ahead of the pass memory is asked for, bytes: nothing while the triangle stays in the
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

template <class Real>
BENIGNITY_INLINE bool stays_in_cache(const Strips<Real>& strips) {
  constexpr std::ptrdiff_t cache_bytes = 1 << 20;
  return strips.offset(strips.count()) * static_cast<std::ptrdiff_t>(sizeof(Real)) <= cache_bytes;
}

template <std::ptrdiff_t ahead, class Real>
void product_pass(const Strips<Real>& strips, std::ptrdiff_t first, std::ptrdiff_t last,
                  const Real* s, const Real* c, Real* y) {
  constexpr std::ptrdiff_t side = Strips<Real>::side;
  const std::ptrdiff_t rows = strips.padded();
  const Real* block = s + strips.offset(first);
  for (std::ptrdiff_t strip = first; strip < last; ++strip) {
    const std::ptrdiff_t column = 4 * strip;
    const std::ptrdiff_t diagonal = Strips<Real>::first_row(strip);
    Pack<Real> column_c[4];
    for (int j = 0; j < 4; ++j) column_c[j] = all(c[column + j]);
    for (std::ptrdiff_t r = 0; r < side; r += lanes<Real>) {
      Pack<Real> row_y = load(y + diagonal + r);
      for (int j = 0; j < 4; ++j) {
        row_y = multiply_add(load(block + j * side + r), column_c[j], row_y);
      }
      store(y + diagonal + r, row_y);
    }
    block += 4 * side;
    Pack<Real> column_y[4] = {};
    for (std::ptrdiff_t row = diagonal + side; row < rows; row += side, block += 4 * side) {
      prefetch<ahead>(block);
      for (std::ptrdiff_t r = 0; r < side; r += lanes<Real>) {
        const Pack<Real> row_c = load(c + row + r);
        Pack<Real> row_y = load(y + row + r);
        for (int j = 0; j < 4; ++j) {
          const Pack<Real> s_ij = load(block + j * side + r);
          row_y = multiply_add(s_ij, column_c[j], row_y);
          column_y[j] = multiply_add(s_ij, row_c, column_y[j]);
        }
        store(y + row + r, row_y);
      }
    }
    add_sums(column_y, y + column);
  }
}

template <std::ptrdiff_t ahead, class Real>
void update_pass(const Strips<Real>& strips, std::ptrdiff_t first, std::ptrdiff_t last,
                 const Real* u, const Real* k, const Real* c, Real* h, Real* y) {
  constexpr std::ptrdiff_t side = Strips<Real>::side;
  const std::ptrdiff_t rows = strips.padded();
  Real* block = h + strips.offset(first);
  for (std::ptrdiff_t strip = first; strip < last; ++strip) {
    const std::ptrdiff_t column = 4 * strip;
    const std::ptrdiff_t diagonal = Strips<Real>::first_row(strip);
    Pack<Real> column_u[4];
    Pack<Real> column_k[4];
    Pack<Real> column_c[4];
    for (int j = 0; j < 4; ++j) {
      column_u[j] = all(u[column + j]);
      column_k[j] = all(k[column + j]);
      column_c[j] = all(c[column + j]);
    }
    for (std::ptrdiff_t r = 0; r < side; r += lanes<Real>) {
      const Pack<Real> row_u = load(u + diagonal + r);
      const Pack<Real> row_k = load(k + diagonal + r);
      Pack<Real> row_y = load(y + diagonal + r);
      for (int j = 0; j < 4; ++j) {
        // Rounded alike in the two halves of the square, which thereby stays symmetric.
        const Pack<Real> h_ij =
            load(block + j * side + r) + (row_u * column_k[j] + row_k * column_u[j]);
        store(block + j * side + r, h_ij);
        row_y = multiply_add(h_ij, column_c[j], row_y);
      }
      store(y + diagonal + r, row_y);
    }
    block += 4 * side;
    Pack<Real> column_y[4] = {};
    for (std::ptrdiff_t row = diagonal + side; row < rows; row += side, block += 4 * side) {
      prefetch<ahead>(block);
      for (std::ptrdiff_t r = 0; r < side; r += lanes<Real>) {
        const Pack<Real> row_u = load(u + row + r);
        const Pack<Real> row_k = load(k + row + r);
        const Pack<Real> row_c = load(c + row + r);
        Pack<Real> row_y = load(y + row + r);
        for (int j = 0; j < 4; ++j) {
          Pack<Real> h_ij = load(block + j * side + r);
          h_ij = multiply_add(row_u, column_k[j], h_ij);
          h_ij = multiply_add(row_k, column_u[j], h_ij);
          store(block + j * side + r, h_ij);
          row_y = multiply_add(h_ij, column_c[j], row_y);
          column_y[j] = multiply_add(h_ij, row_c, column_y[j]);
        }
        store(y + row + r, row_y);
      }
    }
    add_sums(column_y, y + column);
  }
}

template <class Real>
void add_product(const Strips<Real>& strips, std::ptrdiff_t first, std::ptrdiff_t last,
                 const Real* s, const Real* c, Real* y) {
  const auto pass =
      stays_in_cache(strips) ? product_pass<cached, Real> : product_pass<two_pages, Real>;
  pass(strips, first, last, s, c, y);
}

template <class Real>
void update_and_add_product(const Strips<Real>& strips, std::ptrdiff_t first, std::ptrdiff_t last,
                            const Real* u, const Real* k, const Real* c, Real* h, Real* y) {
  const auto pass =
      stays_in_cache(strips) ? update_pass<cached, Real> : update_pass<two_pages, Real>;
  pass(strips, first, last, u, k, c, h, y);
}

}  // namespace
}  // namespace benignity
