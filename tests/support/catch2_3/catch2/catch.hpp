#pragma once

// Catch2 2's one header, for Catch2 3 (Debian 13, Ubuntu 24.04), which splits it up and moves three
// matchers and Approx. Found by the tests where CMake finds Catch2 3 alone; they are written for
// the other, Debian 12's. Catch2 3, docs/migrate-v2-to-v3.md.

#include <string>

#include <catch2/catch_all.hpp>

using Catch::Approx;

namespace Catch {

using Matchers::EndsWith;
using Matchers::StartsWith;

inline Matchers::StringContainsMatcher Contains(const std::string& text) {
  return Matchers::ContainsSubstring(text);
}

}  // namespace Catch
