#include "verify/certification/exponential_fraction.hpp"

#include <limits>

#include <catch2/catch.hpp>

namespace benignity {
namespace {

using F = ExponentialFraction;

TEST_CASE("identities of exponentials are decided, near misses are told apart", "[certification]") {
  const F x(0.3);
  const F y(-1.7);
  CHECK(identically_equal(exp(x) * exp(y), exp(x + y)));
  CHECK(identically_equal(1 / (1 + exp(-x)) + 1 / (1 + exp(x)), F(1)));
  CHECK(identically_equal(cosh(x) * cosh(x) - sinh(x) * sinh(x), F(1)));
  CHECK(identically_equal(expm1(x) + 1, exp(x)));
  CHECK(identically_equal(2 + 2 * cosh(x), (1 + exp(x)) * (1 + exp(-x))));
  CHECK_FALSE(identically_equal(exp(F(0.3)), exp(F(0.30000000000000004))));
  CHECK_FALSE(identically_equal(exp(x) + F(1e-300), exp(x)));
  CHECK_FALSE(identically_equal(exp(x) * exp(y), exp(x) + exp(y)));
}

TEST_CASE("logarithms of fractions undo exponentials", "[certification]") {
  const F x(0.3);
  CHECK(identically_equal(log(exp(x)), x));
  CHECK(identically_equal(exp(log(1 + exp(x))), 1 + exp(x)));
  CHECK(identically_equal(-log(1 + exp(x)), log(1 / (1 + exp(x)))));
  CHECK(identically_equal(x + log1p(exp(-x)), log1p(exp(x))));
  CHECK(identically_equal(log(F(1)), F(0)));
  CHECK_FALSE(identically_equal(log(F(2)), F(0.6931471805599453)));
}

TEST_CASE("what leaves the class is undetermined and equals nothing", "[certification]") {
  const F x(0.3);
  const F product = log(F(2)) * log(F(3));
  CHECK_FALSE(product.is_determined());
  CHECK_FALSE(identically_equal(product, product));
  CHECK_FALSE((x / 0).is_determined());
  CHECK_FALSE((x / (exp(x) - exp(x))).is_determined());
  CHECK_FALSE(exp(exp(x)).is_determined());
  CHECK_FALSE(lambert_w0(x).is_determined());
  CHECK_FALSE(log(F(0)).is_determined());
  CHECK_FALSE((product + 1).is_determined());
  CHECK_FALSE((-product).is_determined());
}

TEST_CASE("constants are recognised and ordered, also after cancellation", "[certification]") {
  const F x(0.3);
  CHECK((exp(x) / exp(x)).is_constant());
  CHECK(identically_equal(exp(x) / exp(x), 1));
  CHECK((exp(x) - exp(x)).is_constant());
  CHECK(identically_equal(exp(x) - exp(x), 0));
  CHECK(identically_equal(max(F(2), F(3)), 3));
  CHECK(identically_equal(min(F(2), F(3)), 2));
  CHECK(identically_equal(abs(F(-0.5)), F(1) / 2));
  CHECK_FALSE(exp(x).is_constant());
  CHECK_FALSE(may_be_at_most(F(2), F(1)));
  CHECK(may_be_at_most(F(1), F(1)));
  CHECK_FALSE(may_be_below(F(1), F(1)));
  CHECK(may_be_at_most(exp(x), F(0)));
  CHECK(round_trip(F(-0.5)) == "-1/2");
  CHECK(round_trip(exp(x)) == "a formula");
}

TEST_CASE("which of two formulas is the larger would take digits, and is not answered",
          "[certification]") {
  const F two(2);
  CHECK_FALSE(max(exp(F(1)), two).is_determined());
  CHECK_FALSE(max(two, exp(F(1))).is_determined());
  CHECK_FALSE(min(exp(F(1)), two).is_determined());
  CHECK_FALSE(abs(exp(F(1)) - 3).is_determined());
  CHECK(identically_equal(max(exp(F(1)) * 2, exp(F(1)) + exp(F(1))), 2 * exp(F(1))));
}

TEST_CASE("NaN and infinity are undetermined, not a number and not an abort", "[certification]") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double value : {infinity, -infinity, std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_FALSE(F(value).is_determined());
    CHECK_FALSE(identically_equal(F(value), F(value)));
    CHECK_FALSE((F(value) * 0).is_determined());
  }
}

TEST_CASE("formulas that grow too large are undetermined, not wrong", "[certification]") {
  F sum(0);
  for (int k = 0; k < 700; ++k) {
    sum = sum + exp(F(k * 0.1));
  }
  CHECK_FALSE((sum * sum).is_determined());
}

}  // namespace
}  // namespace benignity
