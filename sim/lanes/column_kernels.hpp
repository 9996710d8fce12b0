#pragma once

#include <cstddef>

#include "sim/lanes/strips.hpp"

namespace benignity {

enum class InstructionSet;  // sim/lanes/instruction_set.hpp

/// The products P_jl = Z_j^T Z_l of two blocks of M columns, a parameter and its velocity, whose
/// step is
///   Z_1 <- B_11 Z_1 + g_1 G,   Z_0 <- B_00 Z_0 + rho Z_1 (the new one),   G = p k^T,
/// in strips: P_00, P_01, P_10, P_11, each with its lower triangle, so that P_01 and P_10 = P_01^T
/// hold both halves. Vectors are padded to strips.padded() numbers, zeros in front.
struct PairArrays {
  Strips<double> strips;
  double* planes[4] = {};
  double own[2] = {};  ///< B_00, B_11
  double rho = 0;
  const double* k = nullptr;
  const double* u = nullptr;  ///< B_11 g_1 Z_1^T p + (g_1^2 |p|^2 / 2) k
  const double* t = nullptr;  ///< B_00 g_1 Z_0^T p
  const double* c = nullptr;
};

/// The passes over the Gram matrix of a head, in the vectors of one instruction set.
struct ColumnKernels {
  /// y_h += S c_h for `count` vectors, strips.padded() numbers each, one after the other. S is read
  /// once: a strip of four columns stays in the nearest cache while every vector takes its turn.
  void (*multiply)(const Strips<double>& strips, const double* s, std::ptrdiff_t count,
                   const double* c, double* y);
  /// P <- own^2 P + r k^T + k r^T, then y += P c with the new P.
  void (*follow)(const Strips<double>& strips, double own, const double* r, const double* k,
                 const double* c, double* plane, double* y);
  /// The step of PairArrays; then y_j += P_j0 c with the new P, y_1 strips.padded() numbers behind
  /// y_0.
  void (*follow_pair)(const PairArrays& arrays, double* y);
  /// sum = sum_i factors_i vectors_i, `size` numbers each; `sum` is none of them.
  void (*combine)(std::ptrdiff_t size, std::ptrdiff_t count, const double* factors,
                  const double* const* vectors, double* sum);
};

/// The kernels of one set, which must be supported.
[[nodiscard]] const ColumnKernels& column_kernels(InstructionSet set);

/// Those of instruction_set().
[[nodiscard]] const ColumnKernels& column_kernels();

}  // namespace benignity
