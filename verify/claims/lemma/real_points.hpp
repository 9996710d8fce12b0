#pragma once

#include <string>
#include <vector>

namespace benignity {

/// A named variable of a lemma with few variables, exact in double.
struct NamedVariable {
  const char* name;
  double value;
};

/// "x = 1.5, B = 3", in round-trip form.
[[nodiscard]] std::string describe(const std::vector<NamedVariable>& variables);

/// Maps [0,1) onto magnitudes from 10^smallest_decade to 10^largest_decade, evenly in the
/// logarithm.
[[nodiscard]] double log_spaced(double coordinate, double smallest_decade, double largest_decade);

/// As log_spaced, of both signs: below 1/2 negative.
[[nodiscard]] double signed_log_spaced(double coordinate, double smallest_decade,
                                       double largest_decade);

/// Zero, tiny, ordinary and neighbouring numbers and 10^4, of both signs.
[[nodiscard]] std::vector<double> adversarial_reals();

}  // namespace benignity
