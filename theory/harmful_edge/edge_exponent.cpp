#include "theory/harmful_edge/edge_exponent.hpp"

#include <cmath>
#include <string>

#include "theory/harmful/memorisation.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

double edge_of(const Parameters& parameters) {
  const std::optional<double> edge = memorisation_threshold(parameters);
  if (edge) return *edge;
  throw InvalidInput("dimension", std::to_string(parameters.dimension),
                     "one at which memorisation has an edge in |mu|");
}

}  // namespace

double edge_exponent(const Parameters& first, const Parameters& second, double ratio) {
  return std::log(edge_of(second) / edge_of(first)) / std::log(ratio);
}

}  // namespace benignity
