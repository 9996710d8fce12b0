#pragma once

#include <array>
#include <cstdint>

namespace benignity {

/// From the smallest dimension to beyond where Boost.Math's chi-squared functions throw, and
/// probabilities from where a bound begins to speak to far below any battery's.
inline constexpr std::array<std::int64_t, 9> grid_dimensions = {
    1, 2, 3, 10, 100, 10'000, 1'000'000, 1'000'000'000'000, 1'000'000'000'000'000};
inline constexpr std::array grid_probabilities = {0.9, 0.5, 0.1, 1e-2, 1e-4, 1e-10, 1e-30, 1e-100};

}  // namespace benignity
