#pragma once

#include <array>
#include <cstdint>

#include <Random123/philox.h>

#include "sim/random/stream.hpp"

namespace benignity {

/// Counter of an address's first block: (block, sample * 2^32 + token, replicate, purpose).
[[nodiscard]] inline std::array<std::uint64_t, 4> first_counter(const StreamAddress& address) {
  return {0, (std::uint64_t{address.sample} << 32) | address.token, address.replicate,
          static_cast<std::uint64_t>(address.purpose)};
}

/// Philox4x64-10 with key (seed, 0). Of the vector instructions only AVX-512 multiplies 64 bits,
/// and none keeps the upper half: put together from four products of 32 bits it is no faster than
/// the scalar multiplier, which vectors leave idle.
[[nodiscard]] inline std::array<std::uint64_t, 4> philox(
    const std::array<std::uint64_t, 4>& counter, std::uint64_t seed) {
  const auto words =
      r123::Philox4x64{}({{counter[0], counter[1], counter[2], counter[3]}}, {{seed, 0}});
  return {words[0], words[1], words[2], words[3]};
}

}  // namespace benignity
