#include "verify/claims/own/own_claim.hpp"

#include <atomic>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"
#include "verify/claims/own/own_runs.hpp"

namespace benignity {
namespace {

/// The flow at kappa from 10^6 to 2.5 10^5, where the selection time is proportional to 1/d; the
/// mean field puts it at 15964 steps for the first dimension.
OwnStatement selection_time(std::variant<PowerLaw, Bound> prediction) {
  OwnStatement own{.id = "own.made_up",
                   .statement = "made up",
                   .source = "[own]",
                   .plan = {{"dimension"}, {}},
                   .observable = cell_figures.at(figure_index("select_clean")),
                   .prediction = prediction};
  for (const std::int64_t dimension : {10'000'000'000, 20'000'000'000, 40'000'000'000}) {
    RunSettings cell;
    cell.engine = Engine::flow;
    cell.parameters.tokens = 4;
    cell.parameters.dimension = dimension;
    cell.parameters.label_noise = 0.1;
    cell.parameters.signal_norm = 2.236e7;
    cell.parameters.chosen_head_norm = 2.236e-9;
    cell.parameters.chosen_init_weight_std = 1;
    cell.parameters.step_size = 1e-26;
    cell.parameters.steps = 20'000;
    own.plan.cells.push_back(cell);
  }
  return own;
}

Finding found(const OwnStatement& own) {
  const std::atomic<bool> interrupted{false};
  return own_claim(own).check({1, 0.01, interrupted});
}

PowerLaw three_clusters(double exponent) { return {.exponent = exponent, .clusters = 3}; }

TEST_CASE("a power law of one's own passes, and fails where its exponent is off by a tenth") {
  const Finding finding = found(selection_time(three_clusters(-1)));
  CHECK(finding.verdict == Verdict::pass);
  CHECK(finding.replicates == 9);
  REQUIRE(finding.figures.size() == 1);
  CHECK(finding.figures[0].name == "own_made_up");
  CHECK(finding.figures[0].panels.at(0).series.at(0).x.size() == 9);
  CHECK(found(selection_time(three_clusters(-1.1))).verdict == Verdict::fail);
}

TEST_CASE("a bound of one's own holds in every cell or not at all", "[slow]") {
  const auto at_most = [](double steps) {
    return selection_time(Bound{{std::nullopt, steps}, 0.5, 16});
  };
  CHECK(found(at_most(16'000)).verdict == Verdict::pass);
  CHECK(found(at_most(15'900)).verdict == Verdict::fail);  // the first dimension alone is later
}

TEST_CASE("a run that never selects leaves the exponent open and names itself") {
  OwnStatement own = selection_time(three_clusters(-1));
  own.plan.cells[1].parameters.steps = 100;
  const Finding finding = found(own);
  CHECK(finding.verdict == Verdict::inconclusive);
  CHECK(finding.explanation.find("dimension = 20000000000, replicate 0") != std::string::npos);
}

/// The flow at fixed |mu| with n = 20, 40, 80: kappa = 1/2, 1, 2, and the generalisation time is
/// exp(c/kappa), no power of n. Its least-squares exponent is -3.616.
OwnStatement bent_curve(double exponent, double tolerance) {
  OwnStatement own{.id = "own.bent",
                   .statement = "made up",
                   .source = "[own]",
                   .plan = {{"samples"}, {}},
                   .observable = cell_figures.at(figure_index("generalize")),
                   .prediction = PowerLaw{exponent, tolerance, 3}};
  for (const std::int64_t samples : {20, 40, 80}) {
    RunSettings cell;
    cell.engine = Engine::flow;
    cell.parameters.samples = samples;
    cell.parameters.tokens = 4;
    cell.parameters.dimension = 10'000'000'000;
    cell.parameters.signal_norm = 15811.388;
    cell.parameters.chosen_init_weight_std = 1;
    cell.parameters.steps = 1e-9;
    own.plan.cells.push_back(cell);
  }
  return own;
}

TEST_CASE("a curve that is no power law fails at its own least-squares exponent") {
  const double fitted = found(bent_curve(-3.616, 0.01)).test.value().value;
  const Finding finding = found(bent_curve(fitted, 0.01));
  CHECK(finding.verdict == Verdict::fail);
  CHECK(finding.explanation.find("local exponents -5.") != std::string::npos);
  CHECK(finding.measurements.at(1).quantity.find("local exponent") != std::string::npos);
  CHECK(finding.figures.at(0).panels.size() == 2);
}

/// "exit_noisy >= 500" where no noisy sample ever selects the relevant token, so that none exits.
OwnStatement exit_that_never_comes(Bound::NotReached not_reached) {
  OwnStatement own{.id = "own.exit",
                   .statement = "made up",
                   .source = "[own]",
                   .plan = {{}, {RunSettings{}}},
                   .observable = cell_figures.at(figure_index("exit_noisy")),
                   .prediction = Bound{{500, {}}, 0.8, 64, not_reached}};
  own.plan.cells.front().parameters.dimension = 500;
  own.plan.cells.front().parameters.signal_norm = 5;
  return own;
}

TEST_CASE("an event that never happens decides nothing unless never is what the claim says") {
  const Finding finding = found(exit_that_never_comes(Bound::NotReached::decides_nothing));
  CHECK(finding.verdict == Verdict::inconclusive);
  CHECK(finding.test->p_false_alarm > 0.01);  // or Holm's correction would turn it into FAIL
  CHECK(finding.explanation.find("exit_noisy did not happen") != std::string::npos);
  CHECK(found(exit_that_never_comes(Bound::NotReached::is_later)).verdict == Verdict::pass);
}

TEST_CASE("an event that is late for its latest time has failed, happened or not") {
  OwnStatement own = exit_that_never_comes(Bound::NotReached::decides_nothing);
  std::get<Bound>(own.prediction).accept = {{}, 900};
  CHECK(found(own).verdict == Verdict::fail);
}

std::string refusal(const OwnStatement& own) {
  try {
    (void)own_claim(own);
  } catch (const InvalidInput& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("a time that the runs do not reach bounds nothing, whichever end it is") {
  const auto refused = [](std::optional<double> lower, std::optional<double> upper) {
    return refusal(selection_time(Bound{{lower, upper}, 0.5, 16})).starts_with("steps is 20000");
  };
  CHECK(refused(30'000, {}));
  CHECK(refused({}, 30'000));
  CHECK(refused(10, 30'000));
  CHECK_FALSE(refused(10, 19'000));
  CHECK_FALSE(refused(19'000, {}));
}

TEST_CASE("an exponent over two values is refused: any two points lie on a power law") {
  OwnStatement own = selection_time(three_clusters(-1));
  own.plan.cells.pop_back();
  CHECK(refusal(own).find("two values") != std::string::npos);
}

TEST_CASE("the margins shown are the least over the cells, wherever they stand") {
  for (const std::size_t worst : {0U, 1U, 2U}) {
    OwnStatement own = selection_time(three_clusters(-1));
    own.margins = MarginDuty::required;  // nothing is run
    own.plan.cells[worst].parameters.weak_signal = 0.4;
    double weakest = 0;
    for (const MarginValue& margin : found(own).margins) {
      if (margin.name == "weak_token_is_weak") weakest = margin.value;
    }
    CHECK(weakest == Approx(0.5).epsilon(1e-12));
  }
}

TEST_CASE("margins stop a claim only where they are required") {
  OwnStatement own = selection_time(three_clusters(-1));
  for (RunSettings& cell : own.plan.cells) cell.parameters.weak_signal = 0.4;
  own.margins = MarginDuty::required;
  CHECK(found(own).verdict == Verdict::out_of_regime);
  own.margins = MarginDuty::reported;
  const Finding finding = found(own);
  CHECK(finding.verdict != Verdict::out_of_regime);
  CHECK(finding.explanation.find("weak_token_is_weak = 0.5") != std::string::npos);
}

TEST_CASE("an interrupted claim of one's own decides nothing") {
  const std::atomic<bool> interrupted{true};
  CHECK_THROWS_AS(own_claim(selection_time(three_clusters(-1))).check({1, 0.01, interrupted}),
                  Interrupted);
}

}  // namespace
}  // namespace benignity
