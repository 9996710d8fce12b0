#include "theory/invalid_input.hpp"

#include <limits>
#include <string>

#include <catch2/catch.hpp>

namespace benignity {
namespace {

TEST_CASE("shortest_decimal is the number as the user wrote it, at any magnitude") {
  CHECK(shortest_decimal(0.005) == "0.005");
  CHECK(shortest_decimal(1e60) == "1e+60");
  CHECK(shortest_decimal(1e-7) == "1e-07");
  CHECK(shortest_decimal(-0.1) == "-0.1");
  CHECK(shortest_decimal(0.1 + 0.2) == "0.30000000000000004");
  CHECK(shortest_decimal(-std::numeric_limits<double>::denorm_min()) == "-5e-324");
  CHECK(shortest_decimal(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(shortest_decimal(std::numeric_limits<double>::quiet_NaN()) == "nan");
}

TEST_CASE("the message is one line: key, value, requirement") {
  CHECK(std::string(InvalidInput("steps", "2.5", "whole").what()) ==
        "steps is 2.5, but must be whole");
}

}  // namespace
}  // namespace benignity
