#pragma once

#include <array>

namespace benignity {

/// The authors' map of a one-layer encoder, read off its colours: the |mu| left of which the test
/// loss of step 1,000 stays above 0.64 nats, where their scale ends; one run a place.
/// [published] arXiv 2409.17625, second synthetic experiment
inline constexpr double saturated_test_loss = 0.64;
inline constexpr std::array<double, 5> published_edge_dimensions = {250, 1000, 2250, 3250, 4250};
inline constexpr std::array<double, 5> published_edge_norms = {9, 14, 21, 24, 29};

}  // namespace benignity
