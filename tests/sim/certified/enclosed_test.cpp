#include "sim/certified/enclosed.hpp"

#include <catch2/catch.hpp>

namespace benignity {
namespace {

TEST_CASE("an enclosure in decimals holds what is no wider than it, and no text but a number") {
  CHECK(encloses("[0.25 +/- 1e-9]", "[0.25 +/- 1e-9]"));
  CHECK(encloses("[0.25 +/- 1e-9]", "[0.25 +/- 1e-10]"));
  CHECK(encloses("[0.25 +/- 1e-9]", "0.25"));
  CHECK_FALSE(encloses("[0.25 +/- 1e-10]", "[0.25 +/- 1e-9]"));
  CHECK_FALSE(encloses("[0.26 +/- 1e-9]", "[0.25 +/- 1e-9]"));
  CHECK_FALSE(encloses("0.3", "[0.3 +/- 1e-300]"));
  CHECK_FALSE(encloses("a quarter", "0.25"));
  CHECK_FALSE(encloses("", "0.25"));
}

}  // namespace
}  // namespace benignity
