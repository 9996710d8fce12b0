#include "verify/certification/certify_point.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "verify/certification/branch_and_bound.hpp"
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
  [[nodiscard]] std::string describe(const Point& x) const { return std::to_string(x); }
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

TEST_CASE("counts and witnesses do not depend on the blocks or threads", "[certification]") {
  const CertificationDesign design;
  const auto place = [](std::span<const double> u) { return u[0]; };
  const PointSet set = certify_quasi_random("half", Line{-1, 1}, 4'095, 1, place, design);
  CHECK(set.counts.total() == 4'095);
  CHECK(set.counts.equal == 1);
  CHECK(set.counts.certified == 2'047);
  CHECK(set.counts.violated == 2'047);
  CHECK(set.witness.find(" at 0.75") != std::string::npos);
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

TEST_CASE("branch and bound proves x(1-x) < 1/4 away from 1/2 and finds a false statement",
          "[certification]") {
  CertificationDesign design;
  const BoxStatement statement = [](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
    return {{"x(1-x) < y", v[0] * (1 - v[0]), v[1]}};
  };
  const DomainProof proof = prove_on_domain("away", {{0.51, 1}, {0.25, 1}}, statement, design);
  CHECK(proof.is_complete());
  CHECK(proof.boxes >= 64);
  const DomainProof wrong = prove_on_domain("false", {{0, 1}, {0.2475, 1}}, statement, design);
  CHECK_FALSE(wrong.is_complete());
  CHECK(wrong.witness.find("x(1-x) < y is certainly false on [") == 0);
  design.largest_box_count = 100;
  const DomainProof touching =
      prove_on_domain("equality inside", {{0, 1}, {0.25, 1}}, statement, design);
  CHECK_FALSE(touching.is_complete());
  CHECK(touching.undecided_boxes > 0);
}

}  // namespace
}  // namespace benignity
