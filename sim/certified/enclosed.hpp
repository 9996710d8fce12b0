#pragma once

#include <string>

namespace benignity {

/// A real number enclosed: by doubles, and by decimals as far as they are certain, "[0.25 +/-
/// 1e-25]". Both hold it.
struct Enclosed {
  double lower = 0;
  double upper = 0;
  std::string decimals;
};

/// Of the library whose balls enclose: Arb's own, or FLINT's where Arb is a part of it.
[[nodiscard]] std::string ball_library_version();

/// Whether the first enclosure in decimals holds all of the second; false where one is none.
[[nodiscard]] bool encloses(const std::string& outer, const std::string& inner);

}  // namespace benignity
