#include "verify/experiments/run_flips.hpp"

#include <catch2/catch.hpp>

#include "sim/data/labels.hpp"

namespace benignity {
namespace {

TEST_CASE("the flips that are told are those of the labels that a run draws", "[sweep]") {
  for (const auto kind : {LabelNoiseKind::fixed, LabelNoiseKind::bernoulli}) {
    for (std::uint64_t replicate = 0; replicate < 20; ++replicate) {
      RunSettings settings;
      settings.parameters.samples = 21;
      settings.parameters.label_noise_kind = kind;
      settings.seed = 5;
      settings.replicate = replicate;
      const Labels labels = draw_labels(settings.parameters, 5, replicate);
      LabelFlips counted;
      for (std::size_t i = 0; i < labels.truth.size(); ++i) {
        if (labels.truth[i] > 0 && labels.observed[i] < 0) ++counted.plus;
        if (labels.truth[i] < 0 && labels.observed[i] > 0) ++counted.minus;
      }
      const LabelFlips told = run_flips(settings).value();
      CHECK(told.plus == counted.plus);
      CHECK(told.minus == counted.minus);
    }
  }
}

TEST_CASE("a sweep is told which values of label_noise are one setting", "[sweep]") {
  SweepPlan plan{{"label_noise"}, {}};
  for (const double noise : {0.01, 0.05, 0.06, 0.2}) {
    plan.cells.emplace_back().parameters.label_noise = noise;
  }
  const std::string note = label_noise_note(plan);
  CHECK_THAT(note, Catch::Contains("in 2 of 4 cells"));
  CHECK_THAT(note, Catch::EndsWith("; one setting: 0.01 = 0.05"));
  plan.cells.resize(0);
  plan.cells.emplace_back();
  CHECK(label_noise_note(plan).empty());
}

}  // namespace
}  // namespace benignity
