#pragma once

#include <algorithm>
#include <cmath>

#include "theory/parameters.hpp"

namespace benignity {

/// delta* = min(delta, 1/16): the failure probability that the margins are computed for. The cap
/// lets one number L absorb every union bound of section 9. Throws InvalidInput for parameters that
/// validate() refuses. [derived] theory/README.md (9.1)
template <class Real>
[[nodiscard]] Real capped_failure_probability(const Parameters& parameters) {
  validate(parameters);
  return Real(std::min(parameters.failure_probability, 1.0 / 16));
}

/// m = nT, the number of training tokens. Throws as above.
template <class Real>
[[nodiscard]] Real training_tokens(const Parameters& parameters) {
  validate(parameters);
  return Real(parameters.samples) * Real(parameters.tokens);
}

/// L = log(nT / delta*) >= log 32. Throws as above. [derived] theory/README.md (9.1)
template <class Real>
[[nodiscard]] Real union_logarithm(const Parameters& parameters) {
  using std::log;
  return log(training_tokens<Real>(parameters) / capped_failure_probability<Real>(parameters));
}

}  // namespace benignity
