#pragma once

#include <cstddef>

namespace benignity {

enum class InstructionSet;  // sim/lanes/instruction_set.hpp

/// Products of a large matrix with a few vectors at once, where each entry is read from memory once
/// and used for every vector. A panel W is `rows` x `width`, row after row, width a multiple of 16
/// and rows of 8; vectors are rows of their own arrays. Sums run in an order that the instruction
/// set alone fixes.
template <class Real>
struct PanelKernels {
  /// y_i[r] += sum_c W[r, c] x_i[c] for each of the vectors i; rows a multiple of 4.
  void (*multiply)(std::ptrdiff_t rows, std::ptrdiff_t width, const Real* panel,
                   std::ptrdiff_t vectors, const Real* x, std::ptrdiff_t x_stride, Real* y,
                   std::ptrdiff_t y_stride);
  /// z_i[c] += sum_r W[r, c] x_i[r].
  void (*multiply_transposed)(std::ptrdiff_t rows, std::ptrdiff_t width, const Real* panel,
                              std::ptrdiff_t vectors, const Real* x, std::ptrdiff_t x_stride,
                              Real* z, std::ptrdiff_t z_stride);
  /// W[r, c] += sum_k l_k[r] x_k[c]; rows a multiple of 4.
  void (*add_product)(std::ptrdiff_t rows, std::ptrdiff_t width, Real* panel, std::ptrdiff_t ranks,
                      const Real* l, std::ptrdiff_t l_stride, const Real* x,
                      std::ptrdiff_t x_stride);
};

/// The kernels of one set (float and double). The set must be supported.
template <class Real>
[[nodiscard]] const PanelKernels<Real>& panel_kernels(InstructionSet set);

/// Those of instruction_set().
template <class Real>
[[nodiscard]] const PanelKernels<Real>& panel_kernels();

}  // namespace benignity
