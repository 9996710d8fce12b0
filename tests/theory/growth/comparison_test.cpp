#include "theory/growth/comparison.hpp"

#include <cmath>
#include <cstdint>
#include <random>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/support/special_values.hpp"
#include "theory/growth/growth_function.ipp"
#include "theory/scalar.hpp"
#include "theory/softmax/variance_factor.hpp"

namespace benignity {
namespace {

using testing::infinity;
using testing::nan;

TEMPLATE_TEST_CASE("S7: on trajectories with rates from c_lo to c_hi G stays within the envelopes",
                   "[growth]", double, Float50, Float100) {
  using std::log;
  std::mt19937_64 generator(7);
  for (const std::int64_t tokens : {2, 8, 1000}) {
    for (const double largest : {0.01, 0.5, 4.0}) {
      for (const int start : {-4, 0, 3}) {
        const StepRates<TestType> rates{TestType(largest) / 4, TestType(largest)};
        const TestType centre = log(TestType(tokens - 1));
        const TestType first = centre + start;
        TestType gap = first;
        for (std::int64_t step = 1; step <= 100; ++step) {
          const auto share = static_cast<double>(generator() % 1001) / 1000;
          const TestType rate = rates.smallest + (rates.largest - rates.smallest) * TestType(share);
          const TestType next = gap + rate / growth_function_slope(gap, tokens);
          const TestType seen = step_rate(gap, next, tokens);
          CHECK(abs(seen - rate) <= 1e-9 * rate);
          gap = next;
          const TestType growth = growth_function(gap, tokens) - growth_function(first, tokens);
          const TestType slack = 1e-9 * growth;
          CHECK(growth_lower_envelope(rates, step) <= growth + slack);
          CHECK(growth <= growth_upper_envelope(rates, step) + slack);
          if (start >= 0) {
            CHECK(growth_lower_envelope_past_centre(rates, step, first, tokens) <= growth + slack);
          }
        }
      }
    }
  }
}

TEMPLATE_TEST_CASE("the envelopes close onto c tau as the steps become small", "[growth]", double,
                   Float50, Float100) {
  const TestType rate = TestType(1) / 1'000'000;
  const StepRates<TestType> rates{rate, rate};
  const TestType ideal = 1000 * rate;
  CHECK(growth_lower_envelope(rates, 1000) < ideal);
  CHECK(ideal < growth_upper_envelope(rates, 1000));
  CHECK(growth_upper_envelope(rates, 1000) - growth_lower_envelope(rates, 1000) < ideal / 1000);
  CHECK_FALSE(growth_upper_envelope(rates, 1000) * 99 / 100 >= ideal);
  CHECK(growth_lower_envelope(rates, 0) == 0);
  CHECK(growth_upper_envelope(rates, 0) == 0);
  const StepRates<TestType> still{TestType(0), TestType(0)};
  CHECK(growth_lower_envelope(still, 5) == 0);
  CHECK(growth_upper_envelope(still, 5) == 0);
}

TEST_CASE("both sides of 0 <= c_lo <= c_hi and of Lambda_0 >= log(T-1)", "[growth]") {
  using Rates = StepRates<double>;
  CHECK_NOTHROW(growth_lower_envelope(Rates{0, 1}, 3));
  CHECK_THROWS_WITH(growth_lower_envelope(Rates{-0.5, 1}, 3),
                    "growth_lower_envelope: rates.smallest is -0.5, but must be at least zero = 0");
  CHECK_THROWS_AS(growth_upper_envelope(Rates{2, 1}, 3), std::domain_error);
  CHECK_THROWS_AS(growth_upper_envelope(Rates{0, infinity}, 3), std::domain_error);
  CHECK_THROWS_AS(growth_upper_envelope(Rates{nan, 1}, 3), std::domain_error);
  CHECK_THROWS_AS(growth_upper_envelope(Rates{0, nan}, 3), std::domain_error);
  CHECK_THROWS_AS(growth_upper_envelope(Rates{0, 1}, -1), std::domain_error);
  CHECK(growth_lower_envelope_past_centre(Rates{1, 2}, 3, std::log(7.0), 8) == 3);
  CHECK_THROWS_AS(growth_lower_envelope_past_centre(Rates{1, 2}, 3, 1.9, 8), std::domain_error);
  CHECK_THROWS_AS(growth_lower_envelope_past_centre(Rates{1, 2}, 3, 1.9, 1), std::domain_error);
  CHECK_THROWS_AS(step_rate(nan, 1.0, 8), std::domain_error);
  CHECK_THROWS_AS(step_rate(0.0, infinity, 8), std::domain_error);
}

TEST_CASE("below log(T-1) the lower factor is needed: c_lo tau alone is not a bound", "[growth]") {
  const StepRates<double> rates{4, 4};
  const double first = std::log(7.0) - 2;
  const double next = first + 4 / growth_function_slope(first, 8);
  const double growth = growth_function(next, 8) - growth_function(first, 8);
  CHECK(growth < rates.smallest);
  CHECK(growth > growth_lower_envelope(rates, 1));
}

TEST_CASE("the update of a selected token dies out like 1/tau, up to the logarithm of its gap",
          "[growth]") {
  constexpr std::int64_t tokens = 4;
  constexpr double rate = 0.5;
  const double centre = std::log(3.0);
  const double first_growth = growth_function(centre, tokens);
  double gap = centre;
  double update_at_10_000 = 0;
  double update = 0;
  for (std::int64_t tau = 1; tau <= 1'000'000; ++tau) {
    gap += rate / growth_function_slope(gap, tokens);
    update = variance_factor(gap - centre);  // s_1 (1 - s_1)
    const double bound = 1 / (rate * static_cast<double>(tau) + first_growth - 2 * gap);
    if (update > bound) FAIL("step " << tau << ": " << update << " > " << bound);
    if (tau == 10'000) update_at_10_000 = update;
  }
  // log-log slope over two decades, between those of 1/tau and of the bound
  const double slope = std::log(update / update_at_10_000) / std::log(100.0);
  CHECK(slope == Approx(-1).margin(0.001));
}

}  // namespace
}  // namespace benignity
