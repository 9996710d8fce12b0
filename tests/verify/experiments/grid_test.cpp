#include "verify/experiments/grid.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <set>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "theory/invalid_input.hpp"
#include "verify/experiments/decimal_range.hpp"

namespace benignity {
namespace {

std::vector<std::string> values(double from, double to, double step) {
  return range_values("key", {from, to, step});
}

TEST_CASE("a range holds the decimals that a reader would write", "[sweep]") {
  CHECK(values(0.1, 0.5, 0.1) == std::vector<std::string>{"0.1", "0.2", "0.3", "0.4", "0.5"});
  CHECK(values(5, 10, 2.5) == std::vector<std::string>{"5", "7.5", "10"});
  CHECK(values(250, 500, 125) == std::vector<std::string>{"250", "375", "500"});
  CHECK(values(1, 0.8, -0.1) == std::vector<std::string>{"1", "0.9", "0.8"});
  CHECK(values(-0.1, 0.1, 0.1) == std::vector<std::string>{"-0.1", "0", "0.1"});
  CHECK(values(3, 3, 1) == std::vector<std::string>{"3"});
  CHECK(values(1e-12, 3e-12, 1e-12) == std::vector<std::string>{"1e-12", "2e-12", "3e-12"});
  CHECK(values(1e10, 3e10, 1e10) == std::vector<std::string>{"1e+10", "2e+10", "3e+10"});
}

TEST_CASE("a range whose sums are rounded would not do", "[sweep]") {
  double sum = 0.1;
  for (int i = 0; i < 2; ++i) sum += 0.1;
  CHECK(shortest_decimal(sum) != "0.3");
  CHECK(values(0.1, 0.3, 0.1).back() == "0.3");
}

TEST_CASE("random ranges have the double nearest to each decimal", "[sweep]") {
  const bool holds = rc::check([] {
    const int from = *rc::gen::inRange(-100'000, 100'000);
    const int step = *rc::gen::inRange(1, 10'000);
    const int last = *rc::gen::inRange(0, 50);
    const auto found = values(from / 1000.0, (from + last * step) / 1000.0, step / 1000.0);
    RC_ASSERT(found.size() == static_cast<std::size_t>(last) + 1);
    for (int k = 0; k <= last; ++k) {
      RC_ASSERT(std::strtod(found[static_cast<std::size_t>(k)].c_str(), nullptr) ==
                (from + k * step) / 1000.0);
    }
  });
  CHECK(holds);
}

TEST_CASE("ranges that are none are refused with the key", "[sweep]") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double inf = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(values(0, 1, 0), Catch::StartsWith("key.step is 0"));
  CHECK_THROWS_WITH(values(0, 1, 0.3), Catch::StartsWith("key.to is 1, but must be from plus"));
  CHECK_THROWS_WITH(values(0, 1, -0.5), Catch::StartsWith("key.to is 1"));
  CHECK_THROWS_WITH(values(nan, 1, 1), Catch::StartsWith("key.from is nan"));
  CHECK_THROWS_WITH(values(0, inf, 1), Catch::StartsWith("key.to is inf"));
  CHECK_THROWS_WITH(values(1e17, 1e17, 0.1), Catch::StartsWith("key.from is 1e+17"));
  CHECK_THROWS_WITH(values(1e-30, 1e-30, 1), Catch::Contains("at most 22"));
  CHECK_THROWS_WITH(values(0, 1e9, 1), Catch::Contains("1000000001 values"));
}

TEST_CASE("a grid holds every combination once, the last key fastest", "[sweep]") {
  const std::vector<SweptKey<int>> keys = {{"a", {1, 2}}, {"b", {3, 4, 5}}, {"c", {6, 7}}};
  REQUIRE(grid_size(keys) == 12);
  CHECK(grid_row(keys, 0) == std::vector{1, 3, 6});
  CHECK(grid_row(keys, 1) == std::vector{1, 3, 7});
  CHECK(grid_row(keys, 2) == std::vector{1, 4, 6});
  CHECK(grid_row(keys, 6) == std::vector{2, 3, 6});
  std::set<std::vector<int>> rows;
  for (std::uint64_t row = 0; row < 12; ++row) rows.insert(grid_row(keys, row));
  CHECK(rows.size() == 12);
  CHECK(std::is_sorted(rows.begin(), rows.end()));
}

TEST_CASE("a grid without keys or values is empty, and a vast one is counted", "[sweep]") {
  CHECK(grid_size(std::vector<SweptKey<int>>{}) == 0);
  CHECK(grid_size(std::vector<SweptKey<int>>{{"a", {1, 2}}, {"b", {}}}) == 0);
  std::vector<SweptKey<int>> vast;
  for (int i = 0; i < 100; ++i) vast.push_back({"key", {1, 2, 3, 4}});
  CHECK(grid_size(vast) == std::pow(4.0, 100));
}

}  // namespace
}  // namespace benignity
