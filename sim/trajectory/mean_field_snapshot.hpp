#pragma once

#include <functional>

#include "sim/trajectory/result.hpp"
#include "theory/mean_field/equations.hpp"

namespace benignity {

/// What the sample types of a mean field show at one moment: losses, shares fitted and softmax of
/// x_1, by their weights. Its step, lambda, |p|^2 and test figures are its caller's to set.
[[nodiscard]] Snapshot snapshot_of_types(
    const MeanFieldLayout<double>& layout,
    const std::function<SampleAttention<double>(SampleType)>& attention_of);

}  // namespace benignity
