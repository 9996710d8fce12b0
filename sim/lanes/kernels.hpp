#pragma once

#include <cstddef>
#include <type_traits>

#include "sim/lanes/strips.hpp"

namespace benignity {

enum class InstructionSet;  // sim/lanes/instruction_set.hpp

/// The scalars that have vector kernels.
template <class Real>
inline constexpr bool has_lanes = std::is_same_v<Real, float> || std::is_same_v<Real, double>;

/// What a pass over K and H reads and writes. Vectors are padded to strips.padded() numbers, zeros
/// in front; pointers are to 64-byte boundaries.
template <class Real>
struct GramArrays {
  Strips<Real> strips;
  const Real* kernel = nullptr;     ///< K
  Real* weighted_kernel = nullptr;  ///< H
  const Real* u = nullptr;
  const Real* k = nullptr;
  const Real* c = nullptr;
};

/// What respond() reads and writes, as plain arrays; sim/model/attention.hpp names the quantities.
template <class Real>
struct SoftmaxArrays {
  std::ptrdiff_t samples = 0;
  std::ptrdiff_t tokens = 0;
  std::ptrdiff_t logits_a_sample = 0;  ///< T, or T - 1 where the first is left out, for it is 0
  const Real* logits = nullptr;        ///< n logits_a_sample
  const Real* head_values = nullptr;   ///< nT
  const int* labels = nullptr;         ///< n, observed
  Real* margin = nullptr;              ///< n
  Real* relevant = nullptr;            ///< n
  Real* coefficients = nullptr;        ///< as the logits
  Real* scratch = nullptr;             ///< softmax_scratch(samples, tokens) numbers
};

/// Numbers of scratch that the softmax kernel needs: logits and head values token by token, and
/// five figures a sample, for whole vectors of samples.
template <class Real>
[[nodiscard]] constexpr std::ptrdiff_t softmax_scratch(std::ptrdiff_t samples,
                                                       std::ptrdiff_t tokens) {
  constexpr std::ptrdiff_t side = Strips<Real>::side;
  return (2 * tokens + 5) * ((samples + side - 1) / side * side);
}

/// The inner loops of one scalar for one instruction set. Sums run in an order that the instruction
/// set alone fixes.
template <class Real>
struct Kernels {
  /// H += u k^T + k u^T over strips [first, last), kc += K c and hc += H c with the new H over
  /// these strips and their mirror images.
  void (*update_and_multiply)(const GramArrays<Real>& arrays, std::ptrdiff_t first,
                              std::ptrdiff_t last, Real* kc, Real* hc);
  /// theory/README.md (3.2) by the pivot form (3.4), one sample a lane.
  void (*respond)(const SoftmaxArrays<Real>& arrays);
  /// The side x side square C = sum over k in [first, last) of a_k b_k^T, where a_k = a + k
  /// a_stride and so on, C column-major.
  void (*square_product)(std::ptrdiff_t first, std::ptrdiff_t last, const Real* a,
                         std::ptrdiff_t a_stride, const Real* b, std::ptrdiff_t b_stride, Real* c,
                         std::ptrdiff_t c_stride);
  /// e^x for x <= 0, in place: within 2 ulp or, below the normal numbers, within the smallest
  /// positive number; NaN passes through.
  void (*exponential)(std::ptrdiff_t count, Real* x);
  /// For each of the queries, whose images y are `tokens` numbers one after the other: y += alpha
  /// product k with the product before, product += alpha c^T y with the image before.
  void (*follow_queries)(std::ptrdiff_t tokens, std::ptrdiff_t queries, Real alpha, const Real* c,
                         const Real* k, Real* products, Real* images);
};

/// The kernels of one set (float and double). The set must be supported.
template <class Real>
[[nodiscard]] const Kernels<Real>& kernels(InstructionSet set);

/// Those of instruction_set().
template <class Real>
[[nodiscard]] const Kernels<Real>& kernels();

}  // namespace benignity
