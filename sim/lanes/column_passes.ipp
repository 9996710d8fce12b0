#pragma once

// Passes over what a head of the family holds (sim/lanes/column_kernels.hpp). Included by
// sim/lanes/set_*.cpp alone.
#include "sim/lanes/column_kernels.hpp"
#include "sim/lanes/symmetric_passes.ipp"

namespace benignity {
namespace {

/// First strip that holds more than padding.
BENIGNITY_INLINE std::ptrdiff_t first_strip(const Strips<double>& strips) {
  return strips.padding() / Strips<double>::width;
}

/// Product with two vectors: what it loads of S serves both.
struct TwoProducts {
  static constexpr std::ptrdiff_t side = Strips<double>::side;
  const double* s;
  const double* c[2];
  double* y[2];
  Doubles column_c[2][4] = {};
  Doubles column_y[2][4] = {};

  BENIGNITY_MEMBER void start(std::ptrdiff_t column) {
    for (int h = 0; h < 2; ++h) {
      for (int j = 0; j < 4; ++j) {
        column_c[h][j] = all(c[h][column + j]);
        column_y[h][j] = Doubles{};
      }
    }
  }
  BENIGNITY_MEMBER void diagonal(std::ptrdiff_t at, std::ptrdiff_t row) {
    for (int h = 0; h < 2; ++h) {
      Doubles row_y = load(y[h] + row);
      for (int j = 0; j < 4; ++j) {
        row_y = multiply_add(load(s + at + j * side), column_c[h][j], row_y);
      }
      store(y[h] + row, row_y);
    }
  }
  BENIGNITY_MEMBER void below(std::ptrdiff_t at, std::ptrdiff_t row) {
    const Doubles row_c[2] = {load(c[0] + row), load(c[1] + row)};
    Doubles row_y[2] = {load(y[0] + row), load(y[1] + row)};
    for (int j = 0; j < 4; ++j) {
      const Doubles s_ij = load(s + at + j * side);
      for (int h = 0; h < 2; ++h) {
        row_y[h] = multiply_add(s_ij, column_c[h][j], row_y[h]);
        column_y[h][j] = multiply_add(s_ij, row_c[h], column_y[h][j]);
      }
    }
    for (int h = 0; h < 2; ++h) store(y[h] + row, row_y[h]);
  }
  BENIGNITY_MEMBER void finish(std::ptrdiff_t column) {
    for (int h = 0; h < 2; ++h) add_sums(column_y[h], y[h] + column);
  }
};

void multiply_columns(const Strips<double>& strips, const double* s, std::ptrdiff_t count,
                      const double* c, double* y) {
  const std::ptrdiff_t length = strips.padded();
  for (std::ptrdiff_t strip = first_strip(strips); strip < strips.count(); ++strip) {
    std::ptrdiff_t h = 0;
    for (; h + 2 <= count; h += 2) {
      pass<cached>(
          strips, strip, strip + 1,
          TwoProducts{
              s, {c + h * length, c + (h + 1) * length}, {y + h * length, y + (h + 1) * length}});
    }
    if (h < count) {
      pass<cached>(strips, strip, strip + 1, Product<double>{s, c + h * length, y + h * length});
    }
  }
}

/// p + a b + c d. In a square of the diagonal, which is kept in full, the two products are added
/// first, so that both halves are rounded alike.
template <bool below_diagonal>
BENIGNITY_INLINE Doubles changed(Doubles p, Doubles a, Doubles b, Doubles c, Doubles d) {
  if constexpr (below_diagonal) return multiply_add(c, d, multiply_add(a, b, p));
  return p + (a * b + c * d);
}

/// Of four columns at a time: P <- f P + r k^T + k r^T, and y += P c with the new P. It differs
/// from UpdateAndProduct by f alone.
struct ScaleAndFollow {
  static constexpr std::ptrdiff_t side = Strips<double>::side;
  double* s;
  Doubles factor;
  const double* r;
  const double* k;
  const double* c;
  double* y;
  Doubles column_r[4] = {};
  Doubles column_k[4] = {};
  Doubles column_c[4] = {};
  Doubles column_y[4] = {};

  BENIGNITY_MEMBER void start(std::ptrdiff_t column) {
    for (int j = 0; j < 4; ++j) {
      column_r[j] = all(r[column + j]);
      column_k[j] = all(k[column + j]);
      column_c[j] = all(c[column + j]);
      column_y[j] = Doubles{};
    }
  }
  BENIGNITY_MEMBER void diagonal(std::ptrdiff_t at, std::ptrdiff_t row) {
    const Doubles row_r = load(r + row);
    const Doubles row_k = load(k + row);
    Doubles row_y = load(y + row);
    for (int j = 0; j < 4; ++j) {
      const Doubles p =
          changed<false>(factor * load(s + at + j * side), row_r, column_k[j], row_k, column_r[j]);
      store(s + at + j * side, p);
      row_y = multiply_add(p, column_c[j], row_y);
    }
    store(y + row, row_y);
  }
  BENIGNITY_MEMBER void below(std::ptrdiff_t at, std::ptrdiff_t row) {
    const Doubles row_r = load(r + row);
    const Doubles row_k = load(k + row);
    const Doubles row_c = load(c + row);
    Doubles row_y = load(y + row);
    for (int j = 0; j < 4; ++j) {
      const Doubles p =
          changed<true>(factor * load(s + at + j * side), row_r, column_k[j], row_k, column_r[j]);
      store(s + at + j * side, p);
      row_y = multiply_add(p, column_c[j], row_y);
      column_y[j] = multiply_add(p, row_c, column_y[j]);
    }
    store(y + row, row_y);
  }
  BENIGNITY_MEMBER void finish(std::ptrdiff_t column) { add_sums(column_y, y + column); }
};

void follow_columns(const Strips<double>& strips, double own, const double* r, const double* k,
                    const double* c, double* plane, double* y) {
  const std::ptrdiff_t first = first_strip(strips);
  if (own == 1) {
    pass<cached>(strips, first, strips.count(), UpdateAndProduct<double>{plane, r, k, c, y});
  } else {
    pass<cached>(strips, first, strips.count(), ScaleAndFollow{plane, all(own * own), r, k, c, y});
  }
}

/// Of four columns at a time, the four planes of two blocks. What P_01 and P_10 hold of an entry
/// (i, j) below the diagonal are <Z_0i, Z_1j> and <Z_1i, Z_0j>: y_1 takes the one for its column
/// and the other for its row. With T = <B_00 Z_0, new Z_1>,
///   P_11' = B_11^2 P_11 + u k^T + k u^T,   T_01 = B_00 B_11 P_01 + t k^T,   P_01' = T_01 + rho
///   P_11', P_00' = B_00^2 P_00 + rho (T_01 + T_10) + rho^2 P_11':
/// as few multiplications, and as few vectors at hand, as were found.
struct PairFollow {
  static constexpr std::ptrdiff_t side = Strips<double>::side;
  const double* s;  // P_00, for the prefetch that a pass may ask for
  double* p_00;
  double* p_01;
  double* p_10;
  double* p_11;
  const double* k;
  const double* u;
  const double* t;
  const double* c;
  double* y_0;
  double* y_1;
  Doubles own_00;
  Doubles own_01;
  Doubles own_11;
  Doubles rho;
  Doubles rho_2;
  Doubles column_k[4] = {};
  Doubles column_u[4] = {};
  Doubles column_t[4] = {};
  Doubles column_c[4] = {};
  Doubles column_y_0[4] = {};
  Doubles column_y_1[4] = {};

  BENIGNITY_MEMBER void start(std::ptrdiff_t column) {
    for (int j = 0; j < 4; ++j) {
      column_k[j] = all(k[column + j]);
      column_u[j] = all(u[column + j]);
      column_t[j] = all(t[column + j]);
      column_c[j] = all(c[column + j]);
      column_y_0[j] = Doubles{};
      column_y_1[j] = Doubles{};
    }
  }
  BENIGNITY_MEMBER void diagonal(std::ptrdiff_t at, std::ptrdiff_t row) { visit<false>(at, row); }
  BENIGNITY_MEMBER void below(std::ptrdiff_t at, std::ptrdiff_t row) { visit<true>(at, row); }
  BENIGNITY_MEMBER void finish(std::ptrdiff_t column) {
    add_sums(column_y_0, y_0 + column);
    add_sums(column_y_1, y_1 + column);
  }

  template <bool below_diagonal>
  BENIGNITY_MEMBER void visit(std::ptrdiff_t at, std::ptrdiff_t row) {
    const Doubles row_k = load(k + row);
    const Doubles row_u = load(u + row);
    const Doubles row_t = load(t + row);
    const Doubles row_c = load(c + row);
    Doubles row_y_0 = load(y_0 + row);
    Doubles row_y_1 = load(y_1 + row);
    for (int j = 0; j < 4; ++j) {
      const std::ptrdiff_t place = at + j * side;
      const Doubles next_11 = changed<below_diagonal>(own_11 * load(p_11 + place), row_u,
                                                      column_k[j], row_k, column_u[j]);
      const Doubles t_01 = multiply_add(row_t, column_k[j], own_01 * load(p_01 + place));
      const Doubles t_10 = multiply_add(row_k, column_t[j], own_01 * load(p_10 + place));
      const Doubles next_01 = multiply_add(rho, next_11, t_01);
      const Doubles next_10 = multiply_add(rho, next_11, t_10);
      Doubles next_00 = multiply_add(rho, t_01 + t_10, own_00 * load(p_00 + place));
      next_00 = multiply_add(rho_2, next_11, next_00);
      store(p_00 + place, next_00);
      store(p_01 + place, next_01);
      store(p_10 + place, next_10);
      store(p_11 + place, next_11);
      row_y_0 = multiply_add(next_00, column_c[j], row_y_0);
      row_y_1 = multiply_add(next_10, column_c[j], row_y_1);
      if constexpr (below_diagonal) {
        column_y_0[j] = multiply_add(next_00, row_c, column_y_0[j]);
        column_y_1[j] = multiply_add(next_01, row_c, column_y_1[j]);
      }
    }
    store(y_0 + row, row_y_0);
    store(y_1 + row, row_y_1);
  }
};

void follow_pair(const PairArrays& of, double* y) {
  const double b_0 = of.own[0];
  const double b_1 = of.own[1];
  pass<cached>(of.strips, first_strip(of.strips), of.strips.count(),
               PairFollow{of.planes[0], of.planes[0], of.planes[1], of.planes[2], of.planes[3],
                          of.k, of.u, of.t, of.c, y, y + of.strips.padded(), all(b_0 * b_0),
                          all(b_0 * b_1), all(b_1 * b_1), all(of.rho), all(of.rho * of.rho)});
}

void combine(std::ptrdiff_t size, std::ptrdiff_t count, const double* factors,
             const double* const* vectors, double* sum) {
  constexpr std::ptrdiff_t width = lanes<double>;
  const std::ptrdiff_t rest = size % width;
  std::ptrdiff_t at = 0;
  for (; at < size - rest; at += width) {
    Doubles of_lane = {};
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      of_lane = multiply_add(all(factors[i]), load(vectors[i] + at), of_lane);
    }
    store(sum + at, of_lane);
  }
  if (rest == 0) return;
  Doubles of_lane = {};
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    of_lane = multiply_add(all(factors[i]), load_first(rest, vectors[i] + at), of_lane);
  }
  store_first(rest, sum + at, of_lane);
}

}  // namespace
}  // namespace benignity
