#pragma once

#include <cstddef>
#include <cstdint>

namespace benignity {

enum class InstructionSet;  // sim/lanes/instruction_set.hpp

/// Vectors of samples are whole: counts of samples are multiples of this.
inline constexpr std::ptrdiff_t sample_lanes = 8;

[[nodiscard]] constexpr std::ptrdiff_t whole_lanes(std::ptrdiff_t samples) {
  return (samples + sample_lanes - 1) / sample_lanes * sample_lanes;
}

/// What the model answers to fresh samples at one time: in and out. Number s of an array belongs to
/// sample s, number t `samples` + s to its token t.
struct FreshArrays {
  std::ptrdiff_t samples = 0;            ///< a multiple of sample_lanes
  std::ptrdiff_t tokens = 0;             ///< T
  const double* labels = nullptr;        ///< Y*, 1 or -1
  const double* head_values = nullptr;   ///< gamma, token after token
  const double* noise_logits = nullptr;  ///< a without its signal part
  std::ptrdiff_t token_stride = 0;       ///< from a token's noise_logits to the next one's
  const double* plus_logits = nullptr;   ///< T: the signal part of a sample with Y* = 1
  const double* minus_logits = nullptr;  ///< T: with Y* = -1
  double* margin = nullptr;              ///< Y* f
  double* relevant = nullptr;            ///< softmax probability of x_1
  double* loss = nullptr;                ///< log(1 + e^{-Y* f})
};

/// What draws and fresh samples are made with, in the vectors of one instruction set.
struct DrawKernels {
  /// Box and Muller's two normals from each pair of random words: with v = (angle + 1/2) 2^-63,
  /// angle as a signed number, and u = (radius + 1/2) 2^-64, rounded to double,
  ///   sine = sqrt(-2 log u) sin(pi v),   cosine = sqrt(-2 log u) cos(pi v).
  /// Each within 4 ulp of that formula and the same bits in every instruction set. The least u is
  /// 2^-65, so no normal is larger than sqrt(130 log 2) = 9.493 (a share of 2e-21 of the law lies
  /// beyond); the largest is 1, where both are 0. `pairs` is a multiple of sample_lanes.
  void (*normals)(std::ptrdiff_t pairs, const std::uint64_t* angle, const std::uint64_t* radius,
                  double* sine, double* cosine);
  /// theory/README.md (3.2) by the pivot form (3.4), one sample a lane. Sums run over tokens, so a
  /// sample's figures do not depend on those beside it; instruction sets round differently.
  void (*respond_to_fresh)(const FreshArrays& arrays);
};

/// Those of one set, which must be supported.
[[nodiscard]] const DrawKernels& draw_kernels(InstructionSet set);

/// Those of instruction_set().
[[nodiscard]] const DrawKernels& draw_kernels();

}  // namespace benignity
