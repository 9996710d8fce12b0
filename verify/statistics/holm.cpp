#include "verify/statistics/holm.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

namespace benignity {

std::vector<double> holm_adjusted(const std::vector<double>& p_values, std::size_t family_size) {
  if (family_size < p_values.size()) {
    throw std::domain_error("holm_adjusted: family_size is " + std::to_string(family_size) +
                            ", but must be at least " + std::to_string(p_values.size()));
  }
  for (const double p : p_values) {
    if (!(p >= 0 && p <= 1)) {
      throw std::domain_error("holm_adjusted: p is " + std::to_string(p) +
                              ", but must be in [0, 1]");
    }
  }
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double largest = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const double scaled = static_cast<double>(family_size - rank) * p_values[order[rank]];
    // The running maximum is Holm's step-down: no p is rejected before all smaller ones are, so
    // that an adjusted p never falls below that of a smaller p.
    largest = std::max(largest, std::min(1.0, scaled));
    adjusted[order[rank]] = largest;
  }
  return adjusted;
}

}  // namespace benignity
