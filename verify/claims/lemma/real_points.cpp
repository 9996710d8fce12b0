#include "verify/claims/lemma/real_points.hpp"

#include <cmath>
#include <limits>

#include "theory/hypothesis.hpp"

namespace benignity {

std::string describe(const std::vector<NamedVariable>& variables) {
  std::string text;
  for (const NamedVariable& variable : variables) {
    text += (text.empty() ? "" : ", ") + std::string(variable.name) + " = " +
            round_trip(variable.value);
  }
  return text;
}

double log_spaced(double coordinate, double smallest_decade, double largest_decade) {
  return std::pow(10.0, smallest_decade + (largest_decade - smallest_decade) * coordinate);
}

double signed_log_spaced(double coordinate, double smallest_decade, double largest_decade) {
  return coordinate < 0.5 ? -log_spaced(2 * coordinate, smallest_decade, largest_decade)
                          : log_spaced(2 * coordinate - 1, smallest_decade, largest_decade);
}

std::vector<double> adversarial_reals() {
  const double infinity = std::numeric_limits<double>::infinity();
  std::vector<double> values = {0};
  for (const double magnitude :
       {std::numeric_limits<double>::denorm_min(), 1e-300, 1e-9, std::log(4.0), 1.0,
        std::nextafter(1.0, infinity), 37.0, std::nextafter(37.0, infinity), 745.2, 1e4}) {
    values.push_back(magnitude);
    values.push_back(-magnitude);
  }
  return values;
}

}  // namespace benignity
