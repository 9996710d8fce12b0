#pragma once

#include <string_view>

namespace benignity {

/// The vector instructions that the kernels of sim/lanes exist for, narrowest first. The build
/// itself asks for nothing beyond x86-64 (SSE2).
enum class InstructionSet {
  x86_64,  ///< SSE2: 16 bytes a vector, multiplication and addition rounded apart
  avx2,    ///< AVX2 and FMA: 32 bytes, multiply-add rounded once
  avx512,  ///< AVX-512 F and DQ: 64 bytes, multiply-add rounded once
};

inline constexpr InstructionSet every_instruction_set[] = {
    InstructionSet::x86_64, InstructionSet::avx2, InstructionSet::avx512};

/// "x86-64", "avx2", "avx512".
[[nodiscard]] std::string_view name(InstructionSet set);

/// Whether this processor and its operating system run it.
[[nodiscard]] bool is_supported(InstructionSet set);

/// The set that this process computes with, fixed at the first call: the widest supported one, or
/// the one that the environment variable BENIGNITY_INSTRUCTION_SET names. Throws InvalidInput where
/// that is no name or is not supported. The same set gives the same bits; another one rounds
/// differently.
[[nodiscard]] InstructionSet instruction_set();

}  // namespace benignity
