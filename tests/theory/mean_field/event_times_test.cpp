#include "theory/mean_field/event_times.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/theory/mean_field/balanced_system.hpp"
#include "theory/mean_field/observables.hpp"

namespace benignity {
namespace {

TEST_CASE("log generalize rises with slope 4.046 between 1/kappa = 2 and 6") {
  const auto log_time = [](double inverse_kappa) {
    const auto times =
        mean_field_times(balanced_system(4, 0.2, 0.01, 1 / inverse_kappa), {0.5, log_three});
    return std::log(times.generalize.value());
  };
  CHECK(std::abs((log_time(6) - log_time(2)) / 4 - 4.046) < 0.001);
}

TEST_CASE("every reported time is where its definition begins to hold") {
  const auto system = balanced_system(4, 0.2, 0.01, GENERATE(0.5, 4.0, 30.0, 200.0));
  const auto times = mean_field_times(system, {0.5, log_three});
  const auto state_at = [&](double time) {
    MeanFieldPath path(system, 1e-9);
    while (path.time() < time) {
      path.accept(path.propose(time - path.time()));
    }
    return path.state();
  };
  CHECK(std::abs(least_margin(system, state_at(times.fit.value()))) < 1e-5);
  CHECK(least_margin(system, state_at(times.fit.value() * 0.999)) < 0);
  const auto clean = [&](double time) {
    return least_relevant_softmax(system, state_at(time), LabelState::clean);
  };
  CHECK(clean(times.select_clean.value()) == Approx(0.5).epsilon(1e-5));
  CHECK(clean(times.select_clean.value() * 0.99) < 0.5);
  const auto lambda = signal_logits(system, state_at(times.generalize.value()));
  CHECK(lambda.plus == Approx(log_three).epsilon(1e-5));
  CHECK(times.at_generalize.value().lambda.minus == Approx(log_three).epsilon(1e-9));
  CHECK(times.select_noisy.has_value() == (system.kappa > 20.1));
  if (times.select_noisy) {
    const auto noisy = [&](double time) {
      return least_relevant_softmax(system, state_at(time), LabelState::noisy);
    };
    CHECK(noisy(*times.select_noisy) == Approx(0.5).epsilon(1e-5));
    CHECK(noisy(times.exit.value()) == Approx(0.5).epsilon(1e-4));
    CHECK(*times.exit > *times.select_noisy);
    CHECK(noisy((*times.exit + *times.select_noisy) / 2) > 0.5);
    CHECK(*times.fit >= *times.exit);
  }
}

TEST_CASE("log-times at the default tolerance are right to 1e-6") {
  const double label_noise = GENERATE(0.2, 0.38);
  const double kappa = GENERATE(1.0 / 30, 0.25, 4.0, 20.5, 400.0, 1600.0);
  const auto system = balanced_system(4, label_noise, 0.01, kappa);
  const MeanFieldThresholds thresholds{0.5, log_three};
  MeanFieldOptions tight;
  tight.tolerance = 1e-10;
  const auto times = mean_field_times(system, thresholds);
  const auto exact = mean_field_times(system, thresholds, tight);
  INFO("label noise " << label_noise << " kappa " << kappa);
  const auto agree = [](std::optional<double> time, std::optional<double> reference) {
    REQUIRE(time.has_value() == reference.has_value());
    if (time) {
      const double log_time = std::log(*reference);
      CHECK(std::abs(std::log(*time) - log_time) < 1e-6 * std::max(1.0, std::abs(log_time)));
    }
  };
  agree(times.fit, exact.fit);
  agree(times.select_clean, exact.select_clean);
  agree(times.select_noisy, exact.select_noisy);
  agree(times.exit, exact.exit);
  agree(times.generalize, exact.generalize);
}

TEST_CASE("an exit of O(1) duration at theta = e^67, far below the rounding of time, is found") {
  const auto system = balanced_system(4, 0.05, 0.01, 800);
  const auto times = mean_field_times(system, {0.5, log_three});
  CHECK(std::log(times.exit.value()) == Approx(67.16).margin(0.01));
  CHECK(times.fit.value() >= *times.exit);
  CHECK(times.at_fit.value().relevant_softmax[index_of(SampleType::noisy_plus)] < 0.5);
  CHECK(times.at_fit.value().relevant_softmax[index_of(SampleType::clean_plus)] > 0.5);
  CHECK(times.end == MeanFieldEnd::every_event_found);
}

TEST_CASE("without noisy samples nothing is left unfitted and nothing exits") {
  auto system = balanced_system(4, 0, 0.01, 4);
  const auto times = mean_field_times(system, {0.5, log_three});
  CHECK(!times.fit);
  CHECK(!times.select_noisy);
  CHECK(!times.exit);
  CHECK(times.select_clean.value() > 0);
  CHECK(times.generalize.value() > 0);
  CHECK(times.end == MeanFieldEnd::horizon);
}

TEST_CASE("clean samples outvoted by confusing tokens are unfitted first, then fitted") {
  MeanFieldSystem<double> system{{{0.5, 0, 0.5, 0}, {1, 3, 0, 0}, 0.5}, 4, 1};
  CHECK(least_margin(system, {}) < 0);
  const auto times = mean_field_times(system, {0.5, log_three});
  CHECK(times.fit.value() > 0);
}

TEST_CASE("types without weight do not count: n = 1, a clean sample of class +1") {
  Parameters parameters;
  parameters.samples = 1;
  parameters.label_noise = 0;
  parameters.weak_signal = 0;
  const auto times = mean_field_times(parameters);
  CHECK(times.select_clean.value() > 0);
  CHECK(!times.generalize);  // class -1 is never seen, lambda_- stays 0
}

TEST_CASE("two tokens at threshold 1/2: uniform attention has selected at time 0") {
  const MeanFieldSystem<double> system{{{0.4, 0.1, 0.4, 0.1}, {1, 0, 0, 1}, 0}, 0.5, 0.7};
  const auto times = mean_field_times(system, {0.5, std::log(2.0)});
  CHECK(times.select_clean.value() == 0);
  CHECK(times.select_noisy.value() == 0);
  CHECK(times.exit.value() == Approx(0).margin(1e-12));
  CHECK(!times.fit);  // Y f of a noisy sample rises to 0 and never beyond
}

TEST_CASE("a class that is half noise neither stalls the integration nor learns") {
  // Both noisy types start level and then part: the least of them changes hands at once.
  const MeanFieldSystem<double> system{
      {{3.0 / 9, 2.0 / 9, 2.0 / 9, 2.0 / 9}, {1, 0, 0, 2}, 0}, 53.7, 0.16};
  const auto times = mean_field_times(system, {0.5, log_three});
  CHECK(times.end == MeanFieldEnd::horizon);
  CHECK(times.step_count < 5000);
}

TEST_CASE("outside the solved range nothing is integrated") {
  for (const double kappa : {0.0, 2e9, std::nan("")}) {
    const auto times = mean_field_times(balanced_system(4, 0.2, 0.01, kappa), {0.5, log_three});
    CHECK(times.end == MeanFieldEnd::outside_solved_range);
    CHECK(!times.fit);
  }
}

TEST_CASE("the end says why the integration stopped") {
  const MeanFieldThresholds thresholds{0.5, log_three};
  const auto system = balanced_system(4, 0.2, 0.01, 0.25);
  MeanFieldOptions options;
  options.log_horizon = 5;
  const auto early = mean_field_times(system, thresholds, options);
  CHECK(early.end == MeanFieldEnd::horizon);
  CHECK(!early.fit);
  CHECK(early.select_clean);
  options.largest_step_count = 3;
  CHECK(mean_field_times(system, thresholds, options).end == MeanFieldEnd::step_count);
  const MeanFieldSystem<double> still{{{0.5, 0, 0.5, 0}, {1, 0, 1, 0}, 1}, 1, 1};
  CHECK(mean_field_times(still, thresholds).end == MeanFieldEnd::nothing_moves);
}

TEST_CASE("steps are scaled times times n/(alpha D sigma^2 d), and scale as the theorem says") {
  Parameters parameters;
  const auto times = mean_field_times(parameters);
  const auto scaled = mean_field_times(mean_field_system<double>(parameters), {0.5, std::log(7.0)});
  CHECK(times.generalize.value() == Approx(6 * scaled.generalize.value()));
  parameters.step_size /= 10;
  CHECK(mean_field_times(parameters).fit.value() == Approx(10 * times.fit.value()));
}

TEST_CASE("a time beyond the largest double is absent, not infinite") {
  Parameters parameters;
  parameters.noise_std = 1e-55;
  parameters.signal_norm = 1e-55;
  parameters.chosen_head_norm = 1e55;
  parameters.chosen_init_weight_std = 1e-60;
  parameters.step_size = 1e-60;
  parameters.dimension = 20;
  parameters.samples = 1'000'000'000'000;
  CHECK(std::isfinite(log_steps_per_scaled_time(parameters)));
  const auto times = mean_field_times(parameters);
  for (const auto& time : {times.fit, times.select_clean, times.generalize}) {
    CHECK((!time || std::isfinite(*time)));
  }
}

TEST_CASE("the moment sums b^2 over the tokens of a sample") {
  const MeanFieldSystem<double> system{{{0.25, 0.25, 0.5, 0}, {1, 2, 0, 3}, 0.5}, 2, 1};
  MeanFieldState<double> state{};
  state[state_index(SampleType::noisy_plus, TokenKind::confusing)] = 3;
  state[state_index(SampleType::clean_minus, TokenKind::irrelevant)] = 2;
  const auto moment = mean_field_moment(system, state);
  CHECK(moment.squared_noise_logits_per_sample == 0.25 * 2 * 9 + 0.5 * 3 * 4);
  CHECK(moment.lambda.minus == 2 * 0.25 * 2 * 0.5 * 3);
  CHECK(moment.lambda.plus == 0);
}

TEST_CASE("without noisy samples their two events are not waited for") {
  // Eight confusing tokens of rho = 1/2 mislabel every sample at first, so that fit can happen:
  // of five events fit, select_clean and generalize are left.
  const MeanFieldSystem<double> system{{{0.5, 0, 0.5, 0}, {1, 8, 1, 2}, 0.5}, 20, 0.7};
  const auto times = mean_field_times(system, {0.5, log_three});
  CHECK(times.end == MeanFieldEnd::every_event_found);
  CHECK(!times.fitted_from_start);
  CHECK(times.fit);
  CHECK(times.select_clean);
  CHECK(times.generalize);
  CHECK(!times.select_noisy);
  CHECK(!times.exit);
}

TEST_CASE("the largest energy is that of the latest event, whatever the horizon") {
  const auto system = balanced_system(4, 0.2, 0.1, 2);  // noisy samples never select
  MeanFieldOptions near;
  near.log_horizon = 30;
  const auto times = mean_field_times(system, {0.5, log_three}, near);
  const auto far = mean_field_times(system, {0.5, log_three});
  REQUIRE(times.end == MeanFieldEnd::horizon);
  const MeanFieldMoment& moment =
      *times.fit < *times.generalize ? times.at_generalize.value() : times.at_fit.value();
  const double energy =
      moment.squared_noise_logits_per_sample +
      (std::pow(moment.lambda.plus, 2) + std::pow(moment.lambda.minus, 2)) / system.kappa;
  CHECK(times.largest_energy_per_sample == Approx(energy).epsilon(1e-6));
  CHECK(far.largest_energy_per_sample == times.largest_energy_per_sample);
}

}  // namespace
}  // namespace benignity
