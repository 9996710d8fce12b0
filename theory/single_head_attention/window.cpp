#include "theory/single_head_attention/window.hpp"

#include <cmath>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

double clean_majority(double label_noise) {
  if (!(label_noise >= 0 && label_noise < 0.5)) {
    throw InvalidInput("label_noise", shortest_decimal(label_noise), "in [0, 0.5)");
  }
  return 1 - 2 * label_noise;
}

/// The positive root of c^2 x^2/4 - b x - 1 = 0.
double preference_edge(double c, double b) { return (b + std::sqrt(b * b + c * c)) / (c * c / 2); }

}  // namespace

SelectionWindow selection_window(double label_noise) {
  const double c = clean_majority(label_noise);
  return {preference_edge(c, (1 - c) / 2), 2 / (c * c), preference_edge(c, (1 + c) / 2)};
}

double uniform_memorisation_edge(double label_noise) { return 2 / clean_majority(label_noise); }

}  // namespace benignity
