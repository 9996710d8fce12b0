#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "verify/result/figure.hpp"

namespace benignity {

// Pictures of claims of battery standard whose runs take seconds, from what those runs measured.
// The claims draw them; the browser's test draws them too, from numbers of the same shape.

/// optimisers.batches: mean spread of lambda_+ by step size, for batches of 2 and of 3.
using SpreadByStep = std::array<double, 3>;
[[nodiscard]] Figure batches_figure(const SpreadByStep& of_two, const SpreadByStep& of_three);

/// query_only.dimension: mean log(select_clean / mean field) by dimension.
using DelayByDimension = std::array<double, 4>;
[[nodiscard]] Figure query_only_dimension_figure(const DelayByDimension& means);

/// harmful_edge.late_edge: |mu| / sigma_eps at the edge by rung, of each training set.
using EdgeByRung = std::array<double, 4>;
[[nodiscard]] Figure late_edge_figure(const std::vector<EdgeByRung>& edges);

/// mean_field.second_order: mean s_1 of clean and noisy samples, beside the mean field that grows
/// by a factor of what is derived.
struct RelevantMeans {
  std::int64_t step = 0;
  double clean = 0;
  double noisy = 0;
};
[[nodiscard]] Figure second_order_figure(const std::vector<RelevantMeans>& means,
                                         double growth_factor = 1);

}  // namespace benignity
