#include "reports/figures/axis_range.hpp"

#include <cmath>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "reports/figures/gnuplot.hpp"
#include "tests/support/special_values.hpp"

namespace benignity {
namespace {

using testing::infinity;
using testing::nan;
const Axis linear{"x", Scale::linear, {}, {}};
const Axis logarithmic{"x", Scale::logarithmic, {}, {}};

TEST_CASE("an axis shows every value that has a place on it, with 4% of their spread as room") {
  const AxisRange even = shown_range(linear, {0, 100, nan, infinity});
  CHECK(even.lower == -4);
  CHECK(even.upper == 104);
  const AxisRange powers = shown_range(logarithmic, {-1, 0, 1, 1e25});
  CHECK(powers.lower == Approx(0.1));
  CHECK(powers.upper == Approx(1e26));
}

TEST_CASE("an axis without values and one with a single value have a range") {
  CHECK(shown_range(linear, {}).upper == 1);
  CHECK(shown_range(logarithmic, {0, -3}).lower == Approx(1));
  CHECK(shown_range(linear, {0, 0}).lower == -1);
  CHECK(shown_range(linear, {-4}).lower == -6);
  CHECK(shown_range(logarithmic, {1e-30}).upper == Approx(2e-30));
}

TEST_CASE("an axis's own bounds win, and must make sense") {
  const AxisRange range = shown_range({"x", Scale::linear, 0, {}}, {2, 3});
  CHECK(range.lower == 0);
  CHECK(range.upper == Approx(3.12));
  CHECK_THROWS_WITH(shown_range({"κ", Scale::logarithmic, 0, {}}, {}),
                    "axis κ: bound 0 has no place on it");
  CHECK_THROWS_WITH(shown_range({"κ", Scale::linear, 3, 3}, {}), "axis κ: from 3 to 3 is no range");
  CHECK_THROWS_AS(shown_range({"κ", Scale::linear, 3, 2}, {}), DrawingError);
  CHECK_THROWS_AS(shown_range({"κ", Scale::linear, {}, nan}, {}), DrawingError);
}

TEST_CASE("a range is finite and not empty, or refused, whatever the values") {
  CHECK(rc::check([] {
    const auto values = *rc::gen::arbitrary<std::vector<double>>();
    const Scale scale = *rc::gen::element(Scale::linear, Scale::logarithmic);
    try {
      const AxisRange range = shown_range({"x", scale, {}, {}}, values);
      RC_ASSERT(range.lower < range.upper);
      RC_ASSERT(has_place(range.lower, scale) && has_place(range.upper, scale));
    } catch (const DrawingError&) {  // values near the largest double leave no room
      RC_SUCCEED("refused");
    }
  }));
}

TEST_CASE("a linear axis has three to seven ticks at round distances") {
  CHECK(linear_tick_step({0, 1}) == Approx(0.2));
  CHECK(linear_tick_step({0, 5000}) == 1000);
  CHECK(rc::check([] {
    const double span = std::exp(*rc::gen::inRange(-60'000, 60'000) / 1000.0);
    const double steps = span / linear_tick_step({0, span});
    RC_ASSERT(steps > 2 && steps <= 6 * (1 + 1e-12));
  }));
}

std::vector<std::string> texts(const std::vector<Tick>& ticks) {
  std::vector<std::string> named;
  for (const Tick& tick : ticks) {
    if (!tick.text.empty()) {
      named.push_back(tick.text);
    }
  }
  return named;
}

TEST_CASE("a logarithmic axis is marked in powers of ten, or in digits where it spans less") {
  using Texts = std::vector<std::string>;
  CHECK(texts(logarithmic_ticks({0.9, 1100})) == Texts{"10^{0}", "10^{1}", "10^{2}", "10^{3}"});
  CHECK(texts(logarithmic_ticks({0.9, 11})) == Texts{"1", "2", "5", "10"});
  CHECK(texts(logarithmic_ticks({9e3, 6e4})) == Texts{"10000", "20000", "50000"});
  CHECK(texts(logarithmic_ticks({1e7, 3e7})) == Texts{"1·10^{7}", "2·10^{7}"});
  CHECK(texts(logarithmic_ticks({1.01, 1.02})) == Texts{"1.01", "1.02"});
  CHECK(texts(logarithmic_ticks({1e-100, 1e200})).size() <= 8);
}

TEST_CASE("every tick lies on its axis, and at least two have a text") {
  CHECK(rc::check([] {
    const double lower = std::exp(*rc::gen::inRange(-600'000, 600'000) / 1000.0);
    const double upper = lower * std::exp(*rc::gen::inRange(1, 90'000) / 1000.0);
    const auto ticks = logarithmic_ticks({lower, upper});
    RC_ASSERT(texts(ticks).size() >= 2);
    for (const Tick& tick : ticks) {
      RC_ASSERT(tick.value >= lower * (1 - 1e-8) && tick.value <= upper * (1 + 1e-8));
    }
  }));
}

}  // namespace
}  // namespace benignity
