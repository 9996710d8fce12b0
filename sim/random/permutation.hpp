#pragma once

#include <cstdint>
#include <vector>

#include "sim/random/stream.hpp"

namespace benignity {

/// 0..count - 1 in an order that is uniform over all of them (Fisher and Yates, from the end).
[[nodiscard]] std::vector<std::int64_t> random_order(Stream& stream, std::int64_t count);

}  // namespace benignity
