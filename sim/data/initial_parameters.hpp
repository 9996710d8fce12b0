#pragma once

#include <cstdint>

#include "sim/model/matrix.hpp"
#include "sim/random/stream.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// A matrix of a head: W, W_K or W_Q by its purpose.
struct DrawnMatrix {
  std::uint32_t head = 0;
  Purpose purpose = Purpose::initial_weight;
};

/// Row `row` of W at tau = 0 (length d): mean 0, standard deviation init_weight_std, Gaussian or
/// uniform. Rows can be drawn again at any time, so nobody needs to keep W.
void draw_weight_row(const Parameters& parameters, std::uint64_t seed, std::uint64_t replicate,
                     std::int64_t row, Eigen::Ref<Vector<double>> entries, DrawnMatrix of = {});

/// p of a head at tau = 0: d entries N(0, init_query_std^2).
[[nodiscard]] Vector<double> draw_query(const Parameters& parameters, std::uint64_t seed,
                                        std::uint64_t replicate, std::uint32_t head = 0);

}  // namespace benignity
