#include "verify/claims/theorem/theorem_trial.hpp"

#include <cmath>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
namespace benignity {
namespace {

const ClaimContext trial_context = testing::uninterrupted_at(1);
const std::initializer_list<MarginScope> part_two_scopes = {MarginScope::both_parts,
                                                            MarginScope::part_two};

/// In regime for part 2 and two steps long: the event alone decides.
TheoremTrial short_trial(std::function<bool(const Snapshot&, double)> event,
                         std::initializer_list<MarginScope> scopes = part_two_scopes) {
  Parameters parameters = in_regime_setting(2);
  parameters.steps = 2;
  return {parameters, scopes, std::move(event), {}};
}

bool after_training(const Snapshot& snapshot) { return snapshot.step > 0; }

/// A number in [0, 1) that the replicate's randomness decides.
double lottery(const Snapshot& snapshot) {
  const double scaled = std::abs(snapshot.lambda_plus) * 1e9;
  return scaled - std::floor(scaled);
}

TEST_CASE("an event that never happens is a FAIL at the first look") {
  const Finding finding = decide(short_trial([](auto&, double) { return false; }), trial_context);
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.replicates == 128);
  CHECK(finding.test->p_false_alarm <= 1e-100);
  CHECK(finding.test->value == 0);
  CHECK(finding.explanation == "0 of 128 replicates at step 2");
  CHECK(!finding.margins.empty());
}

TEST_CASE("an event that training brings about is a PASS at the first look") {
  const Finding finding = decide(
      short_trial([](auto& snapshot, double) { return after_training(snapshot); }), trial_context);
  CHECK(finding.verdict == Verdict::pass);
  CHECK(finding.replicates == 128);
  CHECK(finding.test->alpha == trial_context.alpha);
  CHECK(finding.measurements.at(0).observed == 1);
  CHECK(finding.measurements.at(0).accept.lower.value() == 0.9);
  CHECK(finding.measurements.at(1).observed == 0);
}

TEST_CASE("an event that holds before training is VACUOUS") {
  const Finding finding = decide(short_trial([](auto&, double) { return true; }), trial_context);
  CHECK(finding.verdict == Verdict::vacuous);
  CHECK(finding.measurements.at(1).observed == 1);
  CHECK(finding.explanation.find("already holds at tau = 0") != std::string::npos);
}

TEST_CASE("a statement that is false stays FAIL, however often it held before training") {
  const Finding finding = decide(
      short_trial([](auto& snapshot, double) { return !after_training(snapshot); }), trial_context);
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.measurements.at(1).observed == 1);
}

TEST_CASE("an event of probability about 1 - delta is undecided after every look") {
  // 90% of the final snapshots draw a winning number. A FAIL or PASS has probability at most 0.4%.
  const Finding finding = decide(short_trial([](auto& snapshot, double) {
                                   return after_training(snapshot) && lottery(snapshot) < 0.9;
                                 }),
                                 trial_context);
  CHECK(finding.verdict == Verdict::inconclusive);
  CHECK(finding.replicates == 512);
}

TEST_CASE("half of the replicates are too few") {
  const Finding finding = decide(short_trial([](auto& snapshot, double) {
                                   return after_training(snapshot) && lottery(snapshot) < 0.5;
                                 }),
                                 trial_context);
  CHECK(finding.verdict == Verdict::fail);
  CHECK(std::abs(finding.test->value - 0.5) <= 0.25);  // 5.7 standard errors
}

TEST_CASE("the event is given the setting's failure probability") {
  std::atomic<bool> always{true};
  (void)decide(short_trial([&](auto&, double delta) {
                 if (delta != 0.1) always = false;
                 return false;
               }),
               trial_context);
  CHECK(always);
}

TEST_CASE("a margin below its constant makes a claim OUT_OF_REGIME before anything runs") {
  TheoremTrial trial = short_trial([](auto&, double) { return false; });
  trial.parameters.dimension = 2000;
  trial.parameters.signal_norm = 20;
  const Finding finding = decide(trial, trial_context);
  CHECK(finding.verdict == Verdict::out_of_regime);
  CHECK(finding.replicates == 0);
  CHECK(!finding.test.has_value());
  REQUIRE(finding.explanation.starts_with("margin "));
  bool named = false;
  for (const MarginValue& margin : finding.margins) {
    if (finding.explanation == "margin " + margin.name + " does not exceed 1") {
      named = true;
      CHECK(margin.value <= 1);
    }
  }
  CHECK(named);
}

TEST_CASE("only the margins of the trial's own scopes count") {
  // kappa = 2 is far below kappa*: in regime for part 2 and out of regime for part 1.
  static constexpr std::initializer_list<MarginScope> part_one_scopes = {MarginScope::both_parts,
                                                                         MarginScope::part_one};
  const auto event = [](const Snapshot& snapshot, double) { return after_training(snapshot); };
  CHECK(decide(short_trial(event), trial_context).verdict == Verdict::pass);
  CHECK(decide(short_trial(event, part_one_scopes), trial_context).verdict ==
        Verdict::out_of_regime);
}

TEST_CASE("constants multiplied by a factor move a setting in and out of regime") {
  TheoremTrial trial = short_trial([](auto& snapshot, double) { return after_training(snapshot); });
  trial.parameters.dimension = 20'000'000;  // entrywise orthogonality below 1, above 1/2
  trial.parameters.signal_norm /= std::sqrt(5.0);
  CHECK(decide(trial, trial_context).verdict == Verdict::out_of_regime);
  trial.constants_factor = 0.5;
  const Finding finding = decide(trial, trial_context);
  CHECK(finding.verdict == Verdict::pass);
  for (const MarginValue& margin : finding.margins) CHECK(margin.value > 1);
  trial.constants_factor = 2;
  CHECK(decide(trial, trial_context).verdict == Verdict::out_of_regime);
}

TEST_CASE("what was predicted before the run is reported with the result") {
  TheoremTrial trial = short_trial([](auto&, double) { return true; });
  trial.predictions = {{"c = tau / tau_benign", 1.5, 1.5, {}}};
  const Finding finding = decide(trial, trial_context);
  CHECK(finding.measurements.back().quantity == "c = tau / tau_benign");
  CHECK(finding.measurements.back().predicted.value() == 1.5);
}

TEST_CASE("the same seed finds the same, another seed draws anew") {
  const auto share = [](std::uint64_t seed) {
    const TheoremTrial trial =
        short_trial([](auto& snapshot, double) { return lottery(snapshot) < 0.5; });
    return decide(trial, testing::uninterrupted_at(seed)).test->value;
  };
  CHECK(share(1) == share(1));
  CHECK((share(1) != share(2) || share(1) != share(3)));
}

TEST_CASE("an interrupted trial says so instead of deciding") {
  const std::atomic<bool> interrupted{true};
  CHECK_THROWS_AS(decide(short_trial([](auto&, double) { return true; }), {1, 0.002, interrupted}),
                  Interrupted);
}

}  // namespace
}  // namespace benignity
