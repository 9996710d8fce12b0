#include "theory/mean_field/one_gap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "theory/growth/growth_function.hpp"

namespace benignity {

std::optional<double> one_gap_selection_time(const MeanFieldSystem<double>& system,
                                             double selection) {
  if (!(selection > 0 && selection < 1)) {
    throw std::domain_error("one_gap_selection_time: selection is " + std::to_string(selection) +
                            ", but must be in (0, 1)");
  }
  const auto& weight = system.layout.weight;
  double slowest = std::numeric_limits<double>::infinity();
  for (const SampleType clean : {SampleType::clean_plus, SampleType::clean_minus}) {
    if (!system.layout.holds(clean)) continue;
    const double noisy = weight[index_of(clean) + 1];  // the same class, flipped
    slowest = std::min(slowest, weight[index_of(clean)] - noisy);
  }
  if (!(slowest > 0 && std::isfinite(slowest))) return std::nullopt;
  const auto tokens = static_cast<std::int64_t>(std::llround(system.layout.tokens()));
  const double gap =
      std::log(static_cast<double>(tokens - 1)) + std::log(selection) - std::log1p(-selection);
  const double rate = system.kappa * system.head_value * slowest / 2;
  return std::max(0.0, (growth_function(gap, tokens) - growth_function(0.0, tokens)) / rate);
}

}  // namespace benignity
