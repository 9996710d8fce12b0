#include "theory/assumptions/margins.hpp"

#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"
#include "theory/prediction.hpp"

namespace benignity {
namespace {

const Margin& named(const std::vector<Margin>& margins, const std::string& name) {
  for (const Margin& candidate : margins) {
    if (candidate.name == name) {
      return candidate;
    }
  }
  throw std::out_of_range(name);
}

CriticalKappa critical_at(double value) { return {value, CriticalKappaStatus::found}; }

/// kappa = 80 against kappa* = 14.45. tau_select = 25; noisy samples select at 1256 steps.
Parameters part_one_setting() {
  Parameters parameters = worked_setting();
  parameters.noise_std = 1;
  parameters.signal_norm = 200'000;
  parameters.failure_probability = 0.1;
  parameters.chosen_init_weight_std.reset();
  parameters.init_query_std = 0;
  parameters.step_size = 3e-12;
  return parameters;
}

/// kappa = 1.8 against kappa* = 22.97. tau_memorize = 40.
Parameters part_two_setting() {
  Parameters parameters = part_one_setting();
  parameters.signal_norm = 30'000;
  parameters.label_noise = 0.2;
  parameters.step_size = 1.5e-10;
  return parameters;
}

TEST_CASE("every margin is its ratio over a positive constant, under its own name") {
  const std::vector<Margin> margins =
      assumption_margins(worked_setting(), {worked_state()}, critical_at(12.6));
  std::set<std::string> names;
  for (const Margin& margin : margins) {
    INFO(margin.name);
    CHECK(margin.constant > 0);
    CHECK(margin.ratio >= 0);
    CHECK(margin.value == margin.ratio / margin.constant);
    CHECK(margin.equation.find("(9.") != std::string::npos);
    names.insert(margin.name);
  }
  CHECK(names.size() == 16);
  CHECK(margins.size() == 16);
  CHECK(data_margins(worked_setting()).size() == 11);
}

TEST_CASE("margins at the worked setting are those worked out by hand") {
  const std::vector<Margin> margins =
      assumption_margins(worked_setting(), {worked_state()}, critical_at(3.6));
  CHECK(named(margins, "entrywise_near_orthogonality").value == Approx(460.2012388294596 / 31));
  CHECK(named(margins, "label_noise_below_threshold").value == Approx(3.302384506733431 / 2));
  CHECK(named(margins, "lazy_kernel").value == Approx(492.9342281879195 / 20));
  CHECK(named(margins, "not_overfitting_regime").value == Approx(0.8));
  CHECK(named(margins, "benign_overfitting_regime").value == Approx(0.2));
}

TEST_CASE("part 1 has a setting in its regime at d = 10^10") {
  const std::vector<Margin> margins = predict(part_one_setting()).margins;
  using enum MarginScope;
  CHECK(unmet_margins(margins, {both_parts, part_one}).empty());
  const std::vector<Margin> other = unmet_margins(margins, {part_two});
  REQUIRE(other.size() == 1);
  CHECK(other.front().name == "benign_overfitting_regime");
}

TEST_CASE("part 2 has a setting in its regime at d = 10^10") {
  const std::vector<Margin> margins = predict(part_two_setting()).margins;
  using enum MarginScope;
  CHECK(unmet_margins(margins, {both_parts, part_two}).empty());
  CHECK(unmet_margins(margins, {part_one}).size() == 2);
}

TEST_CASE("just above their constants the margins of part 1 ask for a dimension of 4.5e7") {
  Parameters parameters = part_one_setting();
  parameters.dimension = 45'000'000;
  parameters.signal_norm = std::sqrt(37.0 * 45'000'000 / 20);
  parameters.step_size = 1 / (17 * std::pow(parameters.signal_norm, 2) / 3);
  using enum MarginScope;
  const std::vector<Margin> margins = predict(parameters).margins;
  CHECK(unmet_margins(margins, {both_parts, part_one}).empty());
  CHECK(named(margins, "entrywise_near_orthogonality").value < 1.05);
  parameters.dimension = 40'000'000;
  CHECK(unmet_margins(predict(parameters).margins, {both_parts}).size() == 1);
}

TEST_CASE("the paper's own benign setting is not inside these assumptions") {
  const std::vector<Margin> margins =
      assumption_margins(Parameters{}, {{1, 1, 100}}, critical_at(22.7));
  CHECK(named(margins, "spectral_near_orthogonality").value < 1);
  CHECK(named(margins, "entrywise_near_orthogonality").value < 1);
  CHECK(named(margins, "lazy_kernel").value < 1);
  CHECK(named(margins, "benign_overfitting_regime").value > 1);
}

TEST_CASE("a margin of exactly 1 is unmet, an infinite one is met, a NaN is unmet") {
  using enum MarginScope;
  const auto with_value = [](double value) {
    return std::vector<Margin>{{"margin", value, value, 1, both_parts, "(9.0)"}};
  };
  CHECK(unmet_margins(with_value(1), {both_parts}).size() == 1);
  CHECK(unmet_margins(with_value(1.0000001), {both_parts}).empty());
  CHECK(unmet_margins(with_value(std::numeric_limits<double>::infinity()), {both_parts}).empty());
  CHECK(unmet_margins(with_value(std::numeric_limits<double>::quiet_NaN()), {both_parts}).size() ==
        1);
  CHECK(unmet_margins(with_value(0), {part_one, part_two}).empty());
}

TEST_CASE("half the constants are twice the margins") {
  const std::vector<Margin> margins = data_margins(worked_setting());
  const std::vector<Margin> halved = with_scaled_constants(margins, 0.5);
  REQUIRE(halved.size() == margins.size());
  for (std::size_t i = 0; i < margins.size(); ++i) {
    CHECK(halved[i].constant == margins[i].constant / 2);
    CHECK(halved[i].value == 2 * margins[i].value);
    CHECK(halved[i].ratio == margins[i].ratio);
  }
  CHECK_THROWS_AS(with_scaled_constants(margins, 0), std::invalid_argument);
  CHECK_THROWS_AS(with_scaled_constants(margins, -1), std::invalid_argument);
}

TEST_CASE("trained logits or a critical kappa that cannot be are refused by name") {
  const Parameters parameters = worked_setting();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(assumption_margins(parameters, {{1, 1, -1}}, critical_at(12.6)),
                    "assumption_margins: sum_b_squared is -1, but must be finite and at least 0");
  CHECK_THROWS_AS(assumption_margins(parameters, {{nan, 1, 1}}, critical_at(12.6)),
                  std::invalid_argument);
  CHECK_THROWS_AS(assumption_margins(parameters, {{1, nan, 1}}, critical_at(12.6)),
                  std::invalid_argument);
  CHECK_THROWS_AS(assumption_margins(parameters, {{1, 1, 1}}, critical_at(0.0)),
                  std::invalid_argument);
  CHECK_THROWS_AS(assumption_margins(parameters, {{1, 1, 1}}, critical_at(nan)),
                  std::invalid_argument);
  Parameters refused = parameters;
  refused.label_noise = 1;
  CHECK_THROWS_AS(assumption_margins(refused, {{1, 1, 1}}, critical_at(12.6)), InvalidInput);
}

bool unmet(const Parameters& parameters, const std::string& name) {
  const std::vector<Margin> all = predict(parameters).margins;
  return !(named(all, name).value > 1);
}

TEST_CASE("a step of 1e9 from a start of 1e-15 is out of regime") {
  // n = 20, T = 4, d = 1e10, kappa = 9: lambda leaps from 0 to 9e21 in two steps.
  Parameters parameters = part_two_setting();
  parameters.signal_norm = 67082;
  parameters.chosen_init_weight_std = 1e-15;
  parameters.step_size = 1.1e9;
  CHECK(small_step<double>(parameters) > small_step_constant);  // by the gain of the start
  CHECK(unmet(parameters, "small_step"));
  CHECK(unmet(parameters, "lazy_kernel"));
  parameters.chosen_init_weight_std = 3.9e-10;
  parameters.step_size = 0.0072;
  CHECK(small_step<double>(parameters) > small_step_constant);
  CHECK(unmet(parameters, "small_step"));
  CHECK(unmet(parameters, "lazy_kernel"));
}

TEST_CASE("no target and no threshold of the user's makes a kernel lazier or a step smaller") {
  Parameters parameters = part_two_setting();
  parameters.chosen_init_weight_std = 1e-8;
  const std::vector<Margin> standard = predict(parameters).margins;
  for (const double gap : {1e-20, 1e-3, 1.0}) {
    for (const double selection : {1e-6, 0.3, 0.5}) {
      parameters.chosen_target_gap = gap;
      parameters.selection_threshold = selection;
      const std::vector<Margin> asked = predict(parameters).margins;
      for (const char* name : {"small_step", "lazy_kernel", "quiet_test_logits"}) {
        INFO(name << ", gap " << gap << ", selection " << selection);
        CHECK(named(asked, name).value <= named(standard, name).value * (1 + 1e-9));
        if (selection < 0.5) continue;  // a lower threshold has a later exit
        CHECK(named(asked, name).value == Approx(named(standard, name).value).epsilon(1e-9));
      }
    }
  }
  parameters.chosen_target_gap = 30;  // speaks of a later time: asks for more
  CHECK(named(predict(parameters).margins, "lazy_kernel").value <
        named(standard, "lazy_kernel").value);
}

TEST_CASE("laziness is judged where the last of the predicted events happens") {
  // At this start the mean field says exit 67363 where the flow says 47184.
  Parameters parameters = part_one_setting();
  parameters.chosen_init_weight_std = 6.07e-8;
  const MeanFieldTimes times = mean_field_times(parameters);
  REQUIRE(times.exit.value() > times.generalize.value());
  const double at_generalize =
      logit_energy<double>(parameters, trained_logits(parameters, times.at_generalize.value()));
  CHECK(lazy_kernel<double>(parameters, at_generalize) > lazy_kernel_constant);
  CHECK(unmet(parameters, "lazy_kernel"));
}

TEST_CASE("a flow takes no step") {
  const std::vector<Margin> margins =
      assumption_margins(worked_setting(), {worked_state()}, critical_at(12.6));
  const std::vector<Margin> of_flow = without_step(margins);
  CHECK(of_flow.size() == margins.size() - 1);
  for (const Margin& margin : of_flow) CHECK(margin.name != "small_step");
}

TEST_CASE("without label noise regime and margins agree that nothing overfits") {
  Parameters parameters = worked_setting();
  parameters.label_noise = 0;
  const Prediction prediction = predict(parameters);
  CHECK(prediction.regime == Regime::not_overfitting);
  CHECK(named(prediction.margins, "not_overfitting_regime").value > 1);
  CHECK(named(prediction.margins, "benign_overfitting_regime").value == 0);
  CHECK(prediction.mean_field.fitted_from_start);
  CHECK(!prediction.mean_field.fit);
}

}  // namespace
}  // namespace benignity
