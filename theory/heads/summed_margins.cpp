#include "theory/heads/summed_margins.hpp"

#include <cmath>
#include <limits>

#include "theory/assumptions/labels.hpp"
#include "theory/assumptions/visibility.hpp"
#include "theory/mean_field/closed_forms.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {

double resolved_loss_weights(const Parameters& equivalent) {
  return visible_signal<double>(equivalent) / head_gap<double>(equivalent);
}

double label_noise_below_selection(const Parameters& equivalent) {
  const double share = largest_noisy_share<double>(equivalent);
  if (share == 0) return std::numeric_limits<double>::infinity();
  return label_noise_limit(0.5, head_gap<double>(equivalent)) / share;
}

std::vector<Margin> summed_heads_margins(std::vector<Margin> margins,
                                         const Parameters& equivalent) {
  for (Margin& margin : margins) {
    if (margin.name == "bounded_head_gap") {
      const double ratio = resolved_loss_weights(equivalent);
      margin = {"resolved_loss_weights",
                ratio / resolved_loss_weights_constant,
                ratio,
                resolved_loss_weights_constant,
                margin.scope,
                "‖μ‖/(Hg σ_ε√L) (H.1)"};
    } else if (margin.name == "label_noise_below_threshold") {
      const double ratio = label_noise_below_selection(equivalent);
      margin = {"label_noise_below_selection", ratio, ratio, 1.0, margin.scope, "σ(−Hg/2)/η̂ (H.2)"};
    }
  }
  return margins;
}

}  // namespace benignity
