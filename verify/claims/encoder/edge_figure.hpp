#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "verify/result/figure.hpp"

namespace benignity {

/// The d of a cluster's runs, and the |mu| at which the test loss passes its level at each.
inline constexpr std::array<std::int64_t, 3> encoder_edge_dimensions = {100, 280, 800};
using EncoderEdges = std::array<double, encoder_edge_dimensions.size()>;

/// Of the clusters' edges at the `at`-th d.
[[nodiscard]] double geometric_mean_edge(const std::vector<EncoderEdges>& found, std::size_t at);

/// Every cluster's edges and the published ones over d, with the powers d^(1/4), d^0.4 and d^(1/2)
/// through the mean at the least d. `found` is not empty.
[[nodiscard]] Figure encoder_edge_figure(const std::vector<EncoderEdges>& found);

}  // namespace benignity
