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
  const std::vector<Margin> margins = assumption_margins(worked_setting(), worked_state(), 12.6);
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
  CHECK(data_margins(worked_setting()).size() == 12);
}

TEST_CASE("margins at the worked setting are those worked out by hand") {
  const std::vector<Margin> margins = assumption_margins(worked_setting(), worked_state(), 3.6);
  CHECK(named(margins, "entrywise_near_orthogonality").value == Approx(460.2012388294596 / 31));
  CHECK(named(margins, "label_noise_below_threshold").value == Approx(3.302384506733431 / 2));
  CHECK(named(margins, "lazy_kernel").value == Approx(492.9342281879195 / 20));
  CHECK(named(margins, "not_overfitting_regime").value == Approx(0.8));
  CHECK(named(margins, "benign_overfitting_regime").value == Approx(0.2));
}

TEST_CASE("part 1 has a setting in its regime at d = 10^10") {
  const std::vector<Margin> margins = predict(part_one_setting()).margins;
  using enum MarginScope;
  CHECK(unmet_margins(margins, {both_parts, part_one, mean_field}).empty());
  const std::vector<Margin> other = unmet_margins(margins, {part_two});
  REQUIRE(other.size() == 1);
  CHECK(other.front().name == "benign_overfitting_regime");
}

TEST_CASE("part 2 has a setting in its regime at d = 10^10") {
  const std::vector<Margin> margins = predict(part_two_setting()).margins;
  using enum MarginScope;
  CHECK(unmet_margins(margins, {both_parts, part_two, mean_field}).empty());
  CHECK(unmet_margins(margins, {part_one}).size() == 2);
}

TEST_CASE("just above their constants the margins of part 1 ask for a dimension of 4.5e7") {
  Parameters parameters = part_one_setting();
  parameters.dimension = 45'000'000;
  parameters.signal_norm = std::sqrt(37.0 * 45'000'000 / 20);
  parameters.step_size = 1 / (17 * std::pow(parameters.signal_norm, 2) / 3);
  using enum MarginScope;
  const std::vector<Margin> margins = predict(parameters).margins;
  CHECK(unmet_margins(margins, {both_parts, part_one, mean_field}).empty());
  CHECK(named(margins, "entrywise_near_orthogonality").value < 1.05);
  parameters.dimension = 40'000'000;
  CHECK(unmet_margins(predict(parameters).margins, {both_parts}).size() == 1);
}

TEST_CASE("the paper's own benign setting is not inside these assumptions") {
  const std::vector<Margin> margins =
      assumption_margins(Parameters{}, TrainedLogits{1, 1, 100}, 22.7);
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
  CHECK_THROWS_WITH(assumption_margins(parameters, {1, 1, -1}, 12.6),
                    "assumption_margins: sum_b_squared is -1, but must be finite and at least 0");
  CHECK_THROWS_AS(assumption_margins(parameters, {nan, 1, 1}, 12.6), std::invalid_argument);
  CHECK_THROWS_AS(assumption_margins(parameters, {1, nan, 1}, 12.6), std::invalid_argument);
  CHECK_THROWS_AS(assumption_margins(parameters, {1, 1, 1}, 0.0), std::invalid_argument);
  CHECK_THROWS_AS(assumption_margins(parameters, {1, 1, 1}, nan), std::invalid_argument);
  Parameters refused = parameters;
  refused.label_noise = 1;
  CHECK_THROWS_AS(assumption_margins(refused, {1, 1, 1}, 12.6), InvalidInput);
}

}  // namespace
}  // namespace benignity
