#pragma once

#include "sim/data/initial_parameters.hpp"

namespace benignity {

/// W (d rows), W_K or W_Q (r rows) of a head at tau = 0, row after row as draw_weight_row() has
/// them.
[[nodiscard]] Matrix<double> draw_weight_matrix(const Parameters& parameters, std::uint64_t seed,
                                                std::uint64_t replicate, std::int64_t rows,
                                                DrawnMatrix of);

}  // namespace benignity
