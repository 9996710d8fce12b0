#include "verify/interval/enclosure.hpp"

#include <algorithm>
#include <cmath>
#include <concepts>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/special_functions/lambert_w.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "theory/scalar.hpp"

namespace benignity {
namespace {

const double infinity = std::numeric_limits<double>::infinity();
const double nan = std::numeric_limits<double>::quiet_NaN();

bool holds(const Enclosure& enclosure, const Float100& value) {
  return enclosure.contains(value.backend().data());
}

/// A double of either sign with a magnitude between 2^-20 and 2^limit.
double random_double(int limit) {
  const int mantissa = *rc::gen::inRange(-1'000'000, 1'000'001);
  const int exponent = *rc::gen::inRange(-40, limit - 20);
  return std::ldexp(mantissa * 1.000000123, exponent);
}

/// An interval and a point inside.
struct Box {
  double lower;
  double inside;
  double upper;
};
Box random_box(int limit) {
  double ends[3] = {random_double(limit), random_double(limit), random_double(limit)};
  if (*rc::gen::arbitrary<bool>()) {
    ends[1] = ends[0];
  }
  if (*rc::gen::arbitrary<bool>()) {
    ends[2] = ends[0];
  }
  std::sort(std::begin(ends), std::end(ends));
  return {ends[0], ends[1], ends[2]};
}

// No operator< (nor any other order), so that no overlap can be read as an answer.
template <typename T>
concept Ordered = requires(const T& a, const T& b) {
  a < b;
};
static_assert(!Ordered<Enclosure>);
static_assert(!std::equality_comparable<Enclosure>);

TEST_CASE("arithmetic and functions contain the 100-digit value at random points and boxes",
          "[interval]") {
  const long bits = GENERATE(64L, 100L, 256L);
  CHECK(rc::check("at this precision", [bits] {
    const WorkingPrecision scope(bits);
    const Box a = random_box(6);
    const Box b = random_box(6);
    const Enclosure x(a.lower, a.upper);
    const Enclosure y(b.lower, b.upper);
    const Float100 u(a.inside);
    const Float100 v(b.inside);
    RC_ASSERT(holds(x, u));
    RC_ASSERT(holds(x + y, u + v));
    RC_ASSERT(holds(x - y, u - v));
    RC_ASSERT(holds(x * y, u * v));
    RC_ASSERT(holds(-x, -u));
    RC_ASSERT(holds(square(x), u * u));
    RC_ASSERT(holds(abs(x), abs(u)));
    RC_ASSERT(holds(min(x, y), u < v ? u : v));
    RC_ASSERT(holds(max(x, y), u > v ? u : v));
    RC_ASSERT(holds(hull(x, y), u));
    RC_ASSERT(holds(hull(x, y), v));
    if (v != 0) {
      RC_ASSERT(holds(x / y, u / v));
    }
    // The 100-digit value carries its own rounding: it must lie within 1e-95 of the enclosure.
    const auto near = [](const Enclosure& enclosure, const Float100& value) {
      const Enclosure slack = Enclosure(-1, 1) * Enclosure(1e-95);
      return holds(enclosure + enclosure * slack + slack * Enclosure(1e-200), value);
    };
    RC_ASSERT(near(exp(x), exp(u)));
    RC_ASSERT(near(expm1(x), exp(u) - 1));
    RC_ASSERT(near(sinh(x), sinh(u)));
    RC_ASSERT(near(cosh(x), cosh(u)));
    RC_ASSERT(near(tanh(x), tanh(u)));
    if (u > 0) {
      const Enclosure positive = intersection(x, Enclosure(1e-300, infinity));
      RC_ASSERT(near(log(positive), log(u)));
      RC_ASSERT(near(log1p(positive), log(1 + u)));
      RC_ASSERT(near(sqrt(positive), sqrt(u)));
    }
  }));
}

TEST_CASE("an answer is a proof: certainly less exactly where the intervals are apart",
          "[interval]") {
  const Enclosure low(1, 2);
  CHECK(certainly_less(low, Enclosure(2.5, 3)));
  CHECK(certainly_greater(Enclosure(2.5, 3), low));
  CHECK_FALSE(certainly_less(low, Enclosure(2, 3)));
  CHECK_FALSE(certainly_less(low, Enclosure(1.5, 3)));
  CHECK_FALSE(certainly_greater(low, Enclosure(1.5, 3)));
  CHECK_FALSE(certainly_less(low, low));
}

TEST_CASE("nothing is certain of NaN or of an empty interval, nor of what is computed from them",
          "[interval]") {
  const Enclosure one(1);
  const std::vector<Enclosure> voids = {Enclosure(nan),
                                        Enclosure(nan, 1),
                                        Enclosure(2, 1),
                                        log(Enclosure(-2, -1)),
                                        log(Enclosure(-1, 2)),
                                        sqrt(Enclosure(-2, -1)),
                                        intersection(Enclosure(1, 2), Enclosure(3, 4))};
  for (const Enclosure& nothing : voids) {
    CAPTURE(nothing);
    for (const Enclosure& made : {nothing,
                                  nothing + one,
                                  one - nothing,
                                  nothing * one,
                                  one / nothing,
                                  -nothing,
                                  exp(nothing),
                                  expm1(nothing),
                                  log(nothing),
                                  log1p(nothing),
                                  sinh(nothing),
                                  cosh(nothing),
                                  tanh(nothing),
                                  sqrt(nothing),
                                  square(nothing),
                                  abs(nothing),
                                  min(nothing, one),
                                  max(one, nothing),
                                  hull(nothing, one),
                                  intersection(one, nothing),
                                  midpoint(nothing),
                                  lambert_w0(nothing),
                                  nothing * Enclosure(0)}) {
      CHECK(made.is_void());
      CHECK_FALSE(certainly_less(made, Enclosure(1e300)));
      CHECK_FALSE(certainly_greater(made, Enclosure(-1e300)));
      CHECK_FALSE(certainly_less(Enclosure(-1e300), made));
      CHECK_FALSE(may_be_at_most(made, one));
      CHECK_FALSE(may_be_finite(made));
      CHECK_FALSE(may_be_number(made));
    }
  }
}

TEST_CASE("division by an interval that holds 0 decides nothing", "[interval]") {
  const Enclosure quotient = Enclosure(1) / Enclosure(-1, 1);
  CHECK_FALSE(certainly_less(quotient, Enclosure(1e300)));
  CHECK_FALSE(certainly_greater(quotient, Enclosure(-1e300)));
  const Enclosure undefined = Enclosure(0) / Enclosure(0);
  CHECK_FALSE(certainly_less(undefined, Enclosure(1)));
  CHECK_FALSE(certainly_greater(undefined, Enclosure(-1)));
}

TEST_CASE("the width shrinks as the working precision grows, and scopes nest", "[interval]") {
  CHECK(WorkingPrecision::bits() == 64);
  const auto width = [] {
    const Enclosure third = Enclosure(1) / Enclosure(3);
    return third.upper() - third.lower() + (exp(Enclosure(1)) - exp(Enclosure(1))).upper();
  };
  const double coarse = width();
  {
    const WorkingPrecision fine(256);
    CHECK(WorkingPrecision::bits() == 256);
    CHECK((exp(Enclosure(1)) - exp(Enclosure(1))).upper() < 1e-60);
    {
      const WorkingPrecision finer(1024);
      CHECK(WorkingPrecision::bits() == 1024);
    }
    CHECK(WorkingPrecision::bits() == 256);
    CHECK(width() <= coarse);
  }
  CHECK(WorkingPrecision::bits() == 64);
  const WorkingPrecision too_small(2);
  CHECK(WorkingPrecision::bits() == 64);
}

TEST_CASE("e^10000 is a number, not an overflow", "[interval]") {
  const Enclosure huge = exp(Enclosure(10'000));
  CHECK(certainly_greater(huge, Enclosure(1e308)));
  CHECK(certainly_less(Enclosure(9'999), log(huge)));
  CHECK(certainly_less(log(huge), Enclosure(10'001)));
  CHECK(certainly_greater(exp(Enclosure(-10'000)), Enclosure(0)));
}

TEST_CASE("Lambert's W encloses the root of w e^w = x, at any precision", "[interval]") {
  for (const long bits : {64L, 128L, 512L}) {
    const WorkingPrecision scope(bits);
    for (const double x : {1e-9, 0.25, 1 / std::exp(1), 1.0, 7.5, 1e6}) {
      const Enclosure root = lambert_w0(Enclosure(x));
      CAPTURE(bits, x, root);
      const Enclosure residual = root * exp(root) - Enclosure(x);
      CHECK(residual.lower() <= 0);
      CHECK(residual.upper() >= 0);
      CHECK(residual.upper() - residual.lower() <
            64 * x * (1 + root.upper()) * std::ldexp(1.0, static_cast<int>(-bits)));
      const WorkingPrecision wider(512);
      const Float100 exact = boost::math::lambert_w0(Float100(x));
      CHECK(holds(root + root * Enclosure(-1e-95, 1e-95), exact));
    }
  }
  CHECK(lambert_w0(Enclosure(-0.1)).is_void());
  CHECK(lambert_w0(Enclosure(0)).is_void());
  CHECK(lambert_w0(Enclosure(infinity)).is_void());
}

TEST_CASE("an enclosure prints as decimals that read back to a superset", "[interval]") {
  CHECK(round_trip(Enclosure(0.5)) == "[5.0000000000000000e-01, 5.0000000000000000e-01]");
  const std::string third = round_trip(Enclosure(1) / Enclosure(3));
  CHECK(third == "[3.3333333333333333e-01, 3.3333333333333334e-01]");
}

TEST_CASE("copies, moves and assignments keep value and precision", "[interval]") {
  Enclosure original = [] {
    const WorkingPrecision fine(256);
    return exp(Enclosure(1));
  }();
  const Enclosure copy = original;
  Enclosure target;
  target = copy;
  CHECK((original - target).upper() < 1e-18);
  CHECK_FALSE(target.is_point());
  Enclosure moved = std::move(original);
  moved = moved + 0;
  CHECK(certainly_greater(moved, Enclosure(2.7)));
}

}  // namespace
}  // namespace benignity
