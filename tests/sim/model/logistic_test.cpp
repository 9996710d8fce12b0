#include <cmath>
#include <limits>
#include <type_traits>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/model/attention.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

/// Twice the digits of the widest scalar under test.
using Reference = boost::multiprecision::number<
    boost::multiprecision::mpfr_float_backend<200, boost::multiprecision::allocate_stack>,
    boost::multiprecision::et_off>;

/// log(1 + e^{-z}) by its definition, for tiny e^{-z} by its series.
Reference reference_loss(const Reference& margin) {
  const Reference decay = exp(-margin);
  if (decay < Reference(1e-60)) return decay - decay * decay / 2;
  return log(1 + decay);
}

/// |value - expected| in units of epsilon |expected|; below the smallest normal number, in units of
/// the smallest positive one.
template <class Real>
double ulps(const Real& value, const Reference& expected) {
  using Limits = std::numeric_limits<Real>;
  const Reference error = abs(Reference(value) - expected);
  if (std::is_floating_point_v<Real> && abs(expected) < Reference(Limits::min())) {
    return static_cast<double>(error / Reference(Limits::denorm_min()));
  }
  return static_cast<double>(error / (abs(expected) * Reference(Limits::epsilon())));
}

TEMPLATE_TEST_CASE("loss and slope are within three ulps of 200 digits from -1e4 to 1e4", "", float,
                   double, long double, Float50, Float100) {
  for (const double size : {0.0, 1e-30, 1e-9, 0.1, 0.5, 1.0, 2.25, 7.0, 20.0, 36.5, 37.5, 88.0,
                            103.5, 120.0, 709.5, 745.25, 800.0, 1e4}) {
    for (const int sign : {1, -1}) {
      const TestType margin = static_cast<TestType>(sign * size);
      const Reference exact(margin);
      CAPTURE(sign, size);
      CHECK(ulps(logistic_loss(margin), reference_loss(exact)) <= 3);
      CHECK(ulps(loss_weight(margin), Reference(1 / (1 + exp(exact)))) <= 3);
    }
  }
}

TEST_CASE("the textbook forms of loss and slope miss that bound, so it can fail") {
  const double margin = 40;
  CHECK(ulps(std::log(1 + std::exp(-margin)), reference_loss(Reference(margin))) > 1e10);
  CHECK(ulps(1 - 1 / (1 + std::exp(-margin)), Reference(1 / (1 + exp(Reference(margin))))) > 1e10);
  CHECK(std::isinf(std::log(1 + std::exp(1e4))));
}

TEMPLATE_TEST_CASE("at plus and minus zero the loss is log 2 and the slope is 1/2", "", float,
                   double, long double, Float50, Float100) {
  using std::log;
  for (const TestType& zero : {TestType(0), TestType(-TestType(0))}) {
    CHECK(ulps(logistic_loss(zero), log(Reference(2))) <= 1);
    CHECK(loss_weight(zero) == TestType(1) / 2);
  }
}

TEMPLATE_TEST_CASE("far out the loss is the negated margin or nothing, the slope one or nothing",
                   "", float, double, long double) {
  CHECK(logistic_loss(TestType(-1e4)) == TestType(1e4));
  CHECK(logistic_loss(TestType(-800)) == TestType(800));
  CHECK(loss_weight(TestType(-800)) == 1);
  CHECK(loss_weight(TestType(-1e4)) == 1);
  CHECK(logistic_loss(std::numeric_limits<TestType>::max()) == 0);
  CHECK(logistic_loss(std::numeric_limits<TestType>::lowest()) ==
        std::numeric_limits<TestType>::max());
  CHECK(loss_weight(std::numeric_limits<TestType>::max()) == 0);
  CHECK(loss_weight(std::numeric_limits<TestType>::lowest()) == 1);
}

TEMPLATE_TEST_CASE("an infinite margin gives the limits and NaN gives NaN", "", float, double,
                   long double, Float50, Float100) {
  const auto infinity = std::numeric_limits<TestType>::infinity();
  const auto nan = std::numeric_limits<TestType>::quiet_NaN();
  CHECK(logistic_loss(infinity) == 0);
  CHECK(logistic_loss(TestType(-infinity)) == infinity);
  CHECK(loss_weight(infinity) == 0);
  CHECK(loss_weight(TestType(-infinity)) == 1);
  CHECK(!(logistic_loss(nan) == logistic_loss(nan)));
  CHECK(!(loss_weight(nan) == loss_weight(nan)));
}

TEST_CASE("slope and mirrored slope sum to one, loss and mirrored loss differ by the margin") {
  const bool holds = rc::check([](int numerator) {
    const double margin = numerator / 64.0;  // sizes grow with RapidCheck's, halves to hundreds
    const double scale = 1 + std::abs(margin);
    constexpr double epsilon = std::numeric_limits<double>::epsilon();
    RC_ASSERT(std::abs(loss_weight(margin) + loss_weight(-margin) - 1) <= 2 * epsilon);
    RC_ASSERT(std::abs(logistic_loss(-margin) - logistic_loss(margin) - margin) <=
              4 * epsilon * scale);
    RC_ASSERT(logistic_loss(margin) >= 0);
    RC_ASSERT(logistic_loss(margin) <= logistic_loss(margin - 1));
    RC_ASSERT(loss_weight(margin) <= loss_weight(margin - 1));
  });
  CHECK(holds);
}

TEMPLATE_TEST_CASE("the slope is minus the derivative of the loss", "", Float50, Float100) {
  // Central difference with step h: error h^2 / 6 * |l'''| plus rounding epsilon / h.
  const TestType step = pow(std::numeric_limits<TestType>::epsilon(), TestType(1) / 3);
  for (const double margin : {-30.0, -2.5, -0.1, 0.0, 0.4, 5.0, 60.0}) {
    const TestType z(margin);
    const TestType difference =
        (logistic_loss(TestType(z - step)) - logistic_loss(TestType(z + step))) / (2 * step);
    const TestType error = abs(difference - loss_weight(z));
    CHECK(static_cast<double>(error / (step * step)) < 32 * (1 + std::abs(margin)));
  }
}

}  // namespace
}  // namespace benignity
