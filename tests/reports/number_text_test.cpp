#include "reports/number_text.hpp"

#include <cmath>
#include <cstdlib>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/reports/random_report.hpp"
#include "tests/support/special_values.hpp"

namespace benignity {
namespace {

using testing::infinity;
using testing::nan;

TEST_CASE("a number at full precision is as short as it can be and reads back the same") {
  CHECK(number_text(0.1, Digits::round_trip) == "0.1");
  CHECK(number_text(1e-40, Digits::round_trip) == "1e-40");
  CHECK(number_text(0.1 + 0.2, Digits::round_trip) == "0.30000000000000004");
  CHECK(rc::check([] {
    const double value = random_double();
    const double again = std::strtod(number_text(value, Digits::round_trip).c_str(), nullptr);
    RC_ASSERT(again == value || (std::isnan(again) && std::isnan(value)));
  }));
}

TEST_CASE("a number at a glance has four significant digits") {
  CHECK(number_text(409.2578, Digits::glance) == "409.3");
  CHECK(number_text(412, Digits::glance) == "412");
  CHECK(number_text(1.23456e-41, Digits::glance) == "1.235e-41");
}

TEST_CASE("fractions within a text are rounded to six digits, words and whole numbers are not") {
  CHECK(with_short_fractions("7905.694150420948, 8.944271909999159e-05") == "7905.69, 8.94427e-05");
  CHECK(with_short_fractions("2.4999999999999994e-12 to -0.5 (12 values)") ==
        "2.5e-12 to -0.5 (12 values)");
  CHECK(with_short_fractions("10000000000, x10.123456789, 2.0.1234567, gaussian") ==
        "10000000000, x10.123456789, 2.0.1234567, gaussian");
  CHECK(with_short_fractions("η̂ = 1.0986122886681098") == "η̂ = 1.09861");
  CHECK(with_short_fractions("").empty());
}

TEST_CASE("infinity and NaN are named") {
  CHECK(number_text(infinity, Digits::glance) == "inf");
  CHECK(number_text(-infinity, Digits::round_trip) == "-inf");
  CHECK(number_text(nan, Digits::glance) == "nan");
  CHECK(number_text(-nan, Digits::round_trip) == "nan");
}

TEST_CASE("an end of an interval that is absent or infinite is open") {
  CHECK(interval_text({0.9, 1}, Digits::glance) == "[0.9, 1]");
  CHECK(interval_text({std::nullopt, 3}, Digits::round_trip) == "(-inf, 3]");
  CHECK(interval_text({-infinity, infinity}, Digits::round_trip) == "(-inf, inf)");
}

}  // namespace
}  // namespace benignity
