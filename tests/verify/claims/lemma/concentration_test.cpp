#include "verify/claims/lemma/concentration.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
namespace benignity {
namespace {

const ClaimContext concentration_context = testing::uninterrupted_at(3);
constexpr std::int64_t draws_a_tail = 10'000;

/// The claim with its simulations drawn once for all tests.
const std::vector<SimulatedTail>& simulations() {
  static const std::vector<SimulatedTail> drawn =
      simulated_tails(concentration_context.seed, draws_a_tail);
  return drawn;
}
/// Likewise the grid.
const std::vector<BoundedTail>& tails_once() {
  static const std::vector<BoundedTail> tails = bounded_tails();
  return tails;
}
ConcentrationTrial honest_trial() {
  return {tails_once, operating_points, [](std::uint64_t) { return simulations(); }};
}

TEST_CASE("every concentration bound holds and every law is covered", "[lemma][slow]") {
  const Finding finding = decide(honest_trial(), concentration_context);
  CHECK(finding.verdict == Verdict::pass);
  CHECK(finding.test->p_false_alarm > concentration_context.alpha);
  CHECK(tails_once().size() > 1000);
  CHECK(simulations().size() == 11);
  for (const SimulatedTail& tail : simulations()) CHECK(tail.draws == draws_a_tail);
}

TEST_CASE("any law's exponent wrong by 1% is caught against the exact law", "[lemma][slow]") {
  std::vector<std::string> laws;
  const std::vector<BoundedTail>& tails = tails_once();
  for (const BoundedTail& tail : tails) {
    if (std::find(laws.begin(), laws.end(), tail.law) == laws.end()) laws.push_back(tail.law);
  }
  CHECK(laws.size() == 10);
  for (const std::string& law : laws) {
    ConcentrationTrial trial = honest_trial();
    trial.tails = [&] {
      std::vector<BoundedTail> wrong = tails;
      for (BoundedTail& tail : wrong) {
        if (tail.law == law) tail.bound = std::pow(tail.bound, 1.01);
      }
      return wrong;
    };
    CAPTURE(law);
    const Finding finding = decide(trial, concentration_context);
    CHECK(finding.verdict == Verdict::fail);
    CHECK(finding.explanation.starts_with(law + " at "));
  }
}

TEST_CASE("an operating point whose bound is 1 is a FAIL", "[lemma][slow]") {
  ConcentrationTrial trial = honest_trial();
  trial.points = [] {
    std::vector<OperatingPoint> points = operating_points();
    points.back().bound = 1;
    return points;
  };
  const Finding finding = decide(trial, concentration_context);
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.explanation.find("says nothing") != std::string::npos);
}

TEST_CASE("the margins' operating points keep the shares that section 9 promises", "[lemma]") {
  for (const OperatingPoint& point : operating_points()) {
    CAPTURE(point.name);
    CHECK(point.bound <= point.promise * (1 + 1e-9));
  }
}

TEST_CASE("a failure rate that contradicts its law is a FAIL", "[lemma][slow]") {
  for (std::size_t k = 0; k < simulations().size(); ++k) {
    ConcentrationTrial trial = honest_trial();
    trial.simulations = [k](std::uint64_t) {
      std::vector<SimulatedTail> wrong = simulations();
      wrong[k].failures = draws_a_tail / 10;
      return wrong;
    };
    CAPTURE(simulations()[k].law);
    CHECK(decide(trial, concentration_context).verdict == Verdict::fail);
  }
}

}  // namespace
}  // namespace benignity
