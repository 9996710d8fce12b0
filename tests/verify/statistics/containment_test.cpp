#include "verify/statistics/containment.hpp"

#include <limits>

#include <catch2/catch.hpp>

namespace benignity {
namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

TEST_CASE("an interval inside passes, one apart fails, one across an end decides nothing") {
  const Interval accept{-1.03, -0.97};
  CHECK(contained({-1.01, -0.99}, accept) == Verdict::pass);
  CHECK(contained({-1.03, -0.97}, accept) == Verdict::pass);
  CHECK(contained({-1.2, -1.1}, accept) == Verdict::fail);
  CHECK(contained({-0.9, -0.8}, accept) == Verdict::fail);
  CHECK(contained({-1.04, -0.99}, accept) == Verdict::inconclusive);
  CHECK(contained({-1.01, -0.96}, accept) == Verdict::inconclusive);
  CHECK(contained({-2, 0}, accept) == Verdict::inconclusive);
  CHECK(contained({-1.1, -1.03}, accept) == Verdict::inconclusive);
}

TEST_CASE("an absent end of what is accepted is unbounded") {
  CHECK(contained({-1e300, 0}, {{}, 0}) == Verdict::pass);
  CHECK(contained({1, 2}, {{}, 0}) == Verdict::fail);
  CHECK(contained({1, 2}, {1.5, {}}) == Verdict::inconclusive);
}

TEST_CASE("an interval with an end that is no number never passes") {
  CHECK(contained({no_number, 0}, {-1, 1}) != Verdict::pass);
  CHECK(contained({0, no_number}, {-1, 1}) != Verdict::pass);
  CHECK(contained({no_number, no_number}, {-1, 1}) == Verdict::inconclusive);
}

TEST_CASE("both are true only where each passes") {
  CHECK(both(Verdict::pass, Verdict::pass) == Verdict::pass);
  CHECK(both(Verdict::pass, Verdict::inconclusive) == Verdict::inconclusive);
  CHECK(both(Verdict::inconclusive, Verdict::pass) == Verdict::inconclusive);
  CHECK(both(Verdict::inconclusive, Verdict::fail) == Verdict::fail);
  CHECK(both(Verdict::fail, Verdict::pass) == Verdict::fail);
}

}  // namespace
}  // namespace benignity
