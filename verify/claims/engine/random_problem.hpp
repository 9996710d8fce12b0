#pragma once

#include <cstdint>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// A small random setting for identities that hold at every shape: n in 4..6, T in 5..7, d a little
/// above nT + 2 where `dimension` is above_tokens, else in 6..10; rho in (0.1, 0.6); weights and
/// query of order 1, so that the softmax is unequal; flipped and true labels of both classes.
enum class DimensionChoice { small, above_tokens };

[[nodiscard]] Parameters random_problem(std::uint64_t seed, std::uint64_t index,
                                        DimensionChoice dimension);

}  // namespace benignity
