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
