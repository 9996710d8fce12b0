#include "verify/certification/branch_and_bound.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

namespace benignity {
namespace {

TEST_CASE("branch and bound proves x(1-x) < 1/4 away from 1/2 and finds a false statement",
          "[certification]") {
  CertificationDesign design;
  const BoxStatement statement = [](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
    return {{"x(1-x) < y", v[0] * (1 - v[0]), v[1]}};
  };
  const DomainProof proof = prove_on_domain({"away", {{0.51, 1}, {0.25, 1}}, statement}, design);
  CHECK(proof.is_complete());
  CHECK(proof.boxes >= 64);
  const DomainProof wrong = prove_on_domain({"false", {{0, 1}, {0.2475, 1}}, statement}, design);
  CHECK_FALSE(wrong.is_complete());
  CHECK(wrong.witness.find("x(1-x) < y is certainly false on [") == 0);
  design.largest_box_count = 100;
  const DomainProof touching =
      prove_on_domain({"equality inside", {{0, 1}, {0.25, 1}}, statement}, design);
  CHECK_FALSE(touching.is_complete());
  CHECK(touching.undecided_boxes > 0);
}

TEST_CASE("a tie is never proved: boxes that cannot be halved are undecided", "[certification]") {
  // x <= x holds with equality everywhere, and x <= 1 in one point of the domain.
  const BoxStatement tie = [](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
    return {{"x <= x", v[0], v[0]}};
  };
  const BoxStatement touch = [](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
    return {{"x <= 1", v[0], Enclosure(1)}};
  };
  const double end = 1 + 4 * std::numeric_limits<double>::epsilon();
  const CertificationDesign design;
  const DomainProof all = prove_on_domain({"four neighbours", {{1, end}}, tie}, design);
  CHECK_FALSE(all.is_complete());
  CHECK(all.undecided_boxes == all.boxes);
  CHECK(all.witness.empty());
  const DomainProof one = prove_on_domain({"up to 1", {{0.5, 1}}, touch}, design);
  CHECK_FALSE(one.is_complete());
  CHECK(one.undecided_boxes == 1);
  CHECK(one.boxes < 1'000);
}

TEST_CASE("a statement that is void or says nothing is not proved", "[certification]") {
  CertificationDesign design;
  design.largest_box_count = 1'000;
  const BoxStatement empty = [](const std::vector<Enclosure>&) -> Inequalities<Enclosure> {
    return {};
  };
  const BoxStatement no_number = [](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
    return {{"log(-x) <= 1e300", log(-v[0]), Enclosure(1e300)}};
  };
  for (const BoxStatement& statement : {empty, no_number}) {
    const DomainProof proof = prove_on_domain({"nothing", {{1, 2}}, statement}, design);
    CHECK_FALSE(proof.is_complete());
    CHECK(proof.undecided_boxes > 0);
  }
}

TEST_CASE("every inequality of a box has to hold, whichever fails", "[certification]") {
  CertificationDesign design;
  design.largest_box_count = 10'000;
  for (const bool first : {true, false}) {
    const BoxStatement one_wrong =
        [first](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
      return {{"first", v[0], first ? v[0] - 1 : v[0] + 1},
              {"second", v[1], first ? v[1] + 1 : v[1] - 1}};
    };
    const DomainProof proof = prove_on_domain({"square", {{0, 1}, {0, 1}}, one_wrong}, design);
    CHECK_FALSE(proof.is_complete());
    CHECK(proof.witness.find(first ? "first" : "second") == 0);
  }
}

TEST_CASE("a domain is a box of numbers, each range from below to above", "[certification]") {
  const BoxStatement statement = [](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
    return {{"x <= x + 1", v[0], v[0] + 1}};
  };
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(prove_on_domain({"right", {{0, 1}}, statement}, {}).is_complete());
  for (const Box& wrong : {Box{}, Box{{1, 1}}, Box{{2, 1}}, Box{{0, 1}, {nan, 1}}, Box{{0, nan}},
                           Box{{0, infinity}}, Box{{-infinity, 0}}}) {
    CHECK_THROWS_AS(prove_on_domain({"wrong", wrong, statement}, {}), std::domain_error);
  }
}

TEST_CASE("the work of a proof does not depend on how often it is done", "[certification]") {
  const BoxStatement statement = [](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
    return {{"x(1-x) <= 1/4 + 10^-4", v[0] * (1 - v[0]), Enclosure(0.2501)}};
  };
  const DomainProof once = prove_on_domain({"unit", {{0, 1}}, statement}, {});
  const DomainProof again = prove_on_domain({"unit", {{0, 1}}, statement}, {});
  CHECK(once.is_complete());
  CHECK(once.boxes == again.boxes);
}

}  // namespace
}  // namespace benignity
