#pragma once

#include <cstdint>

#include "sim/model/matrix.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// Row `row` of W at tau = 0 (length d): mean 0, standard deviation init_weight_std, Gaussian or
/// uniform. Rows can be drawn again at any time, so nobody needs to keep W.
void draw_weight_row(const Parameters& parameters, std::uint64_t seed, std::uint64_t replicate,
                     std::int64_t row, Eigen::Ref<Vector<double>> entries);

/// p at tau = 0: d entries N(0, init_query_std^2).
[[nodiscard]] Vector<double> draw_query(const Parameters& parameters, std::uint64_t seed,
                                        std::uint64_t replicate);

}  // namespace benignity
