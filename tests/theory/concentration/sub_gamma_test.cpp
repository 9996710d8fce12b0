#include "theory/concentration/sub_gamma.hpp"

#include <limits>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "theory/scalar.hpp"

namespace benignity {
namespace {

TEMPLATE_TEST_CASE("the deviation inverts the tail bound", "", double, long double, Float50,
                   Float100) {
  using std::abs;
  const TestType epsilon = std::numeric_limits<TestType>::epsilon();
  for (const double scale : {0.0, 0.5, 2.0}) {
    for (const std::int64_t dimension : {1LL, 100LL, 1'000'000'000'000'000LL}) {
      for (const double probability : {1.0, 0.5, 1e-3, 1e-100}) {
        const SubGamma<TestType> law{TestType(2), TestType(scale)};
        const TestType deviation = mean_deviation(law, dimension, TestType(probability));
        const TestType error =
            abs(mean_tail_bound(law, dimension, deviation) / TestType(probability) - 1);
        CHECK(static_cast<double>(error / epsilon) <= 3000);  // the exponent is up to 230
      }
    }
  }
}

TEST_CASE("the tail bound falls from 1 at 0 to 0 at infinity") {
  const SubGamma<double> law{1, 1};
  CHECK(mean_tail_bound(law, 10, 0.0) == 1);
  double previous = 1;
  for (const double deviation : {0.1, 0.5, 1.0, 5.0}) {
    const double bound = mean_tail_bound(law, 10, deviation);
    CHECK(bound < previous);
    CHECK(mean_tail_bound(law, 20, deviation) == Approx(bound * bound));
    previous = bound;
  }
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(mean_tail_bound(law, 10, infinity) == 0);
  CHECK(mean_tail_bound(SubGamma<double>{1, 0}, 10, infinity) == 0);
}

TEST_CASE("a sub-gamma law refuses what is outside its hypothesis") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const SubGamma<double> law{1, 1};
  CHECK_THROWS_WITH(mean_tail_bound(law, 1, -0.5),
                    "mean_tail_bound: deviation is -0.5, but must be at least 0");
  CHECK_THROWS_AS(mean_tail_bound(law, 1, nan), std::domain_error);
  CHECK_THROWS_AS(mean_tail_bound(law, 0, 0.5), std::domain_error);
  CHECK_THROWS_AS(mean_tail_bound(SubGamma<double>{0, 1}, 1, 0.5), std::domain_error);
  CHECK_THROWS_AS(mean_tail_bound(SubGamma<double>{1, -1}, 1, 0.5), std::domain_error);
  CHECK_THROWS_AS(mean_deviation(law, 1, 0.0), std::domain_error);
  CHECK_THROWS_AS(mean_deviation(law, 1, 1.5), std::domain_error);
  CHECK_THROWS_AS(mean_deviation(law, 1, nan), std::domain_error);
  CHECK_NOTHROW(mean_deviation(law, 1, 1.0));
}

}  // namespace
}  // namespace benignity
