#pragma once

#include <functional>

#include "verify/experiments/published_encoder_edge.hpp"

namespace benignity {

/// Where a loss that falls with |mu| is looked for.
struct EdgeSearch {
  double least = 2;     ///< |mu|, the loss is above the level here
  double largest = 32;  ///< and below it here
  int halvings = 4;     ///< of log |mu|; a loss each
  double level = saturated_test_loss;
};

/// The |mu| at which the loss passes the level: halvings of log |mu|, then the straight line
/// between the losses at the ends of what is left, over log |mu|. An end that no halving reached
/// has no loss; there it is the middle.
[[nodiscard]] double loss_edge(const std::function<double(double signal_norm)>& loss,
                               const EdgeSearch& search = {});

}  // namespace benignity
