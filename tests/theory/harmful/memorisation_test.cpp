#include "theory/harmful/memorisation.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/theory/mean_field/balanced_system.hpp"
#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/test_error.hpp"
#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/path.hpp"
#include "theory/mean_field/second_order.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

Parameters published(std::int64_t dimension, double signal_norm) {
  Parameters parameters;
  parameters.dimension = dimension;
  parameters.signal_norm = signal_norm;
  return parameters;
}

TEST_CASE("without a signal loud logits pick a token at random, (10.10)") {
  // T = 8, one confusing token, five irrelevant ones: (1 + 5/2)/8.
  CHECK(loud_error(published(4500, 5), 0, INFINITY) == Approx(3.5 / 8).epsilon(1e-12));
}

TEST_CASE("two tokens: the winner is a normal probability") {
  Parameters parameters = published(4500, 5);
  parameters.tokens = 2;
  parameters.weak_signal = 0;
  for (const double ratio : {0.0, 0.7, 3.0}) {
    const double other_wins = normal_tail(ratio / std::sqrt(2.0));
    const double expected =
        (1 - other_wins) * normal_tail(head_signal_to_noise(parameters)) + other_wins / 2;
    CHECK(loud_error(parameters, ratio, head_signal_to_noise(parameters)) ==
          Approx(expected).epsilon(1e-11));
  }
}

TEST_CASE("the error of soft attention tends to the loud one as its logits grow") {
  const Parameters parameters = published(4500, 5);
  for (const double ratio : {0.0, 0.5, 2.0}) {
    constexpr double scatter = 1000;
    const double soft =
        test_error(parameters, {ratio * scatter, ratio * scatter, scatter * scatter});
    CHECK(soft ==
          Approx(loud_error(parameters, ratio, head_signal_to_noise(parameters))).margin(0.004));
  }
}

TEST_CASE("energy grows as the integrated rate says at theta = e^150") {
  for (const double kappa : {0.1, 1.0, 10.0}) {
    const auto system = balanced_system(8, 0.2, 0.1, kappa);
    MeanFieldPath path(system, 1e-8);
    const double end = std::exp(150.0);
    while (path.time() < end) path.accept(path.propose(end - path.time()));
    auto speed = mean_field_rate(system, path.state());
    for (double& entry : speed) entry *= path.time();
    CHECK(energy_per_sample(system, speed) ==
          Approx(late_energy_growth(system.layout, kappa)).epsilon(1e-6));
  }
}

TEST_CASE("the ratio of the second-order mean field tends to the late ratio") {
  const Parameters parameters = published(4500, 5);
  const double per_theta = std::exp(log_steps_per_scaled_time(parameters));
  const auto readouts =
      second_order_readouts(parameters, {per_theta * std::exp(40.0), per_theta * std::exp(400.0)});
  const auto error = [&](const AttentionReadout& readout) {
    return std::abs(
        readout.lambda_plus / std::sqrt(readout.direction_norm2) / late_ratio(parameters) - 1);
  };
  CHECK(error(readouts[0]) > error(readouts[1]));
  CHECK(error(readouts[1]) < 0.02);
}

TEST_CASE("at the threshold memorisation alone errs by failure_probability, as (d/n)^(1/4)") {
  const auto threshold = [](std::int64_t dimension, std::int64_t samples) {
    Parameters parameters = published(dimension, 5);
    parameters.samples = samples;
    const double norm = memorisation_threshold(parameters).value();
    parameters.signal_norm = norm;
    CHECK(loud_error(parameters, late_ratio(parameters), INFINITY) == Approx(0.05).epsilon(1e-7));
    return norm;
  };
  const double ratio = threshold(160'000'000'000, 20) / threshold(10'000'000'000, 20);
  CHECK(ratio == Approx(2).epsilon(0.001));
  CHECK(threshold(10'000'000'000, 320) / threshold(10'000'000'000, 20) ==
        Approx(0.5).epsilon(0.001));
}

TEST_CASE("no threshold where the signal is not learnt even late") {
  // S of (7.13) changes sign at 0.85/0.9 = 0.944, far above eta = 1/2: with rho > 0
  // noisy samples are memorised by their confusing token, which carries little signal.
  Parameters parameters = published(4500, 5);
  parameters.label_noise = 0.6;
  CHECK(late_ratio(parameters) > 0);
  CHECK(memorisation_threshold(parameters));
  parameters.samples = 200;
  parameters.label_noise = 0.96;
  CHECK(late_ratio(parameters) < 0);
  CHECK(!memorisation_threshold(parameters));
}

}  // namespace
}  // namespace benignity
