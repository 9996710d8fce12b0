#include "verify/claims/lemma/comparison_on_trajectories.hpp"

#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
namespace benignity {
namespace {

const ClaimContext trajectories_context = testing::uninterrupted_at(5);

TEST_CASE("gaps of gradient descent stay within the envelopes of fitted rates", "[lemma][slow]") {
  const Finding finding = decide(ComparisonTrial{with_reserve}, trajectories_context);
  CHECK(finding.verdict == Verdict::pass);
  CHECK(finding.explanation.starts_with("0 of "));
}

TEST_CASE("rates that are too small or too large leave the envelopes", "[lemma][slow]") {
  const auto too_small = [](const StepRates<double>& fitted) {
    return StepRates<double>{fitted.smallest / 2, fitted.smallest};
  };
  const auto too_large = [](const StepRates<double>& fitted) {
    return StepRates<double>{fitted.largest, fitted.largest * 2};
  };
  CHECK(decide(ComparisonTrial{too_small}, trajectories_context).verdict == Verdict::fail);
  CHECK(decide(ComparisonTrial{too_large}, trajectories_context).verdict == Verdict::fail);
}

TEST_CASE("the reserve is a quarter on either side", "[lemma]") {
  const StepRates<double> range = with_reserve({1.25, 4});
  CHECK(range.smallest == 1);
  CHECK(range.largest == 5);
}

}  // namespace
}  // namespace benignity
