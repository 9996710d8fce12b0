#pragma once

#include "theory/setting/parameters.hpp"

namespace benignity {

inline constexpr const char* query_setting_text =
    "n = 10, T = 4, d = 1000, |mu| = 12, rho = 0.2, eta = 0.2";

/// A finite training set, whose head values differ in their noise too: no limit of large d.
[[nodiscard]] inline Parameters query_setting() {
  Parameters parameters;
  parameters.samples = 10;
  parameters.tokens = 4;
  parameters.dimension = 1000;
  parameters.signal_norm = 12;
  parameters.weak_signal = 0.2;
  return parameters;
}

}  // namespace benignity
