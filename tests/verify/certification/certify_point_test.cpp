#include "verify/certification/certify_point.hpp"

#include <stdexcept>
#include <string>
#include <type_traits>

#include <catch2/catch.hpp>

#include "theory/hypothesis.hpp"
#include "verify/certification/certify_points.hpp"

namespace benignity {
namespace {

/// x <= factor * x + offset.
struct Line {
  using Point = double;
  double factor;
  double offset;
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& x) const {
    return {{"x <= line", Real(x), Real(factor) * Real(x) + Real(offset)}};
  }
  [[nodiscard]] std::string describe(const Point& x) const { return round_trip(x); }
};

/// 1 <= 1 of formulas that are no numbers.
struct LogOfNegative : Line {
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& x) const {
    return {{"log(-x) <= log(-x)", log(Real(-x)), log(Real(-x))}};
  }
};
/// One inequality strict, one an identity, the third as it is given.
struct Three : Line {
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& x) const {
    return {{"x <= x + 1", Real(x), Real(x) + 1},
            {"e^x e^x <= e^2x", exp(Real(x)) * exp(Real(x)), exp(2 * Real(x))},
            {"e^x <= e^x line", exp(Real(x)), exp(Real(x)) * (Real(factor) + Real(offset))}};
  }
};
/// States less in formulas than in intervals.
struct Forgetful : Line {
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& x) const {
    if constexpr (std::is_same_v<Real, ExponentialFraction>) return {};
    return Line{1, 0}.template inequalities<Real>(x);
  }
};
struct Nothing : Line {
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& x) const {
    using std::log;
    return {{"log of a negative number", log(Real(-x)), Real(1)}};
  }
};
struct Empty : Line {
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point&) const {
    return {};
  }
};

TEST_CASE("a point is certified, equal or violated, at whatever precision it takes",
          "[certification]") {
  const CertificationDesign design;
  CHECK(certify_point(Line{1, 1e-300}, 1.0, design).outcome == Outcome::certified);
  CHECK(certify_point(Line{1, 0}, 1.0, design).outcome == Outcome::equal);
  const PointVerdict violated = certify_point(Line{1, -1e-300}, 1.0, design);
  CHECK(violated.outcome == Outcome::violated);
  CHECK(violated.reason.find("x <= line is certainly false") == 0);
}

TEST_CASE("NaN is undecided, never certified", "[certification]") {
  CertificationDesign design;
  design.last_bits = 256;
  CHECK(certify_point(Nothing{{1, 0}}, 1.0, design).outcome == Outcome::undecided);
  const PointVerdict verdict = certify_point(Empty{{1, 0}}, 1.0, design);
  CHECK(verdict.outcome == Outcome::undecided);
}

TEST_CASE("too little precision leaves a point undecided", "[certification]") {
  CertificationDesign design;
  design.last_bits = 512;
  CHECK(certify_point(Line{1, 1e-300}, 1.0, design).outcome == Outcome::undecided);
}

TEST_CASE("what is no number is undecided, though its formulas are the same", "[certification]") {
  CertificationDesign design;
  design.last_bits = 256;
  CHECK(certify_point(LogOfNegative{{1, 0}}, 1.0, design).outcome == Outcome::undecided);
  CHECK(certify_point(LogOfNegative{{1, 0}}, -1.0, design).outcome == Outcome::equal);
}

TEST_CASE("a point is worth its worst inequality", "[certification]") {
  CertificationDesign design;
  CHECK(certify_point(Three{{1, 1e-300}}, 1.0, design).outcome == Outcome::equal);
  CHECK(certify_point(Three{{1, 0}}, 1.0, design).outcome == Outcome::equal);
  CHECK(certify_point(Three{{1, -1e-300}}, 1.0, design).outcome == Outcome::violated);
  design.last_bits = 512;
  CHECK(certify_point(Three{{1, 1e-300}}, 1.0, design).outcome == Outcome::undecided);
}

TEST_CASE("a lemma that states other inequalities in formulas is refused", "[certification]") {
  CHECK_THROWS_AS(certify_point(Forgetful{{1, 0}}, 1.0, {}), std::logic_error);
}

TEST_CASE("counts and witnesses do not depend on the blocks or threads", "[certification]") {
  const CertificationDesign design;
  const auto place = [](std::span<const double> u) { return u[0]; };
  const PointSet set =
      certify_points(quasi_random_points("half", Line{-1, 1}, 4'095, 1, place), design);
  CHECK(set.counts.total() == 4'095);
  CHECK(set.counts.equal == 1);
  CHECK(set.counts.certified == 2'047);
  CHECK(set.counts.violated == 2'047);

  // The witness reads back to the very point, and repeats the violation there.
  const double x = std::stod(set.witness.substr(set.witness.rfind(' ')));
  CHECK(x == 0.75);
  CHECK(set.witness ==
        certify_point(Line{-1, 1}, x, design).reason + " at " + Line{-1, 1}.describe(x));
}

TEST_CASE("listed points are all certified, and the first of each kind is kept",
          "[certification]") {
  CertificationDesign design;
  design.last_bits = 512;
  const PointSet set =
      certify_points(listed_points("some", Line{1, 1e-300}, {-1e-290, 1e-290, 1.0, 2.0}), design);
  CHECK(set.name == "some");
  CHECK(set.counts.certified == 2);
  CHECK(set.counts.undecided == 2);
  CHECK(set.first_undecided == "1");
  CHECK(set.witness.empty());
}

TEST_CASE("the Sobol sequence is the same from any starting point", "[certification]") {
  QuasiRandomSequence whole(5, 0);
  for (int k = 0; k < 100; ++k) {
    const std::span<const double> point = whole.next();
    QuasiRandomSequence from_here(5, k);
    const std::span<const double> same = from_here.next();
    CHECK(std::vector<double>(point.begin(), point.end()) ==
          std::vector<double>(same.begin(), same.end()));
    CHECK(point[0] >= 0);
    CHECK(point[0] < 1);
  }
  QuasiRandomSequence again(2, 0);
  CHECK(again.next()[0] == 0.5);
  CHECK(again.next()[0] == 0.75);
}

}  // namespace
}  // namespace benignity
