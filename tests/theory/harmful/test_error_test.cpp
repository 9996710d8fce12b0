#include "theory/harmful/test_error.hpp"

#include <cmath>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include "theory/harmful/head_noise.hpp"
#include "theory/prediction.hpp"

namespace benignity {
namespace {

TEST_CASE("one quiet step from uniform attention changes the error by no more than its square") {
  // At lambda = 0 the first order in |w| averages out: halving |w| quarters the change.
  Parameters parameters;
  parameters.dimension = 4500;
  parameters.signal_norm = 5;
  const double start = uniform_attention_error(parameters);
  const double once = test_error(parameters, {0, 0, 0.04}) - start;
  const double half = test_error(parameters, {0, 0, 0.01}) - start;
  CHECK(once > 0);
  CHECK(once / half == Approx(4).epsilon(0.15));
}

TEST_CASE("the error is symmetric in the classes and uses the head's share of the logits' noise") {
  Parameters parameters;
  parameters.dimension = 4500;
  parameters.signal_norm = 5;
  const AttentionReadout leaning{2, 0.5, 1};
  const AttentionReadout mirrored{0.5, 2, 1};
  CHECK(test_error(parameters, leaning) == Approx(test_error(parameters, mirrored)).margin(0.002));
  // w along nu alone: logits repeat the head's noise, so nothing is left to average over.
  const double norm = (2 - 0.5) / (std::sqrt(2.0) * 5);
  CHECK(test_error(parameters, {2, 0.5, norm * norm * 1.0000001}) < 0.5);
}

TEST_CASE(
    "either noise alone: the signal decides without head noise, the threshold is log(1/rho)") {
  // T = 2, rho = 1/2: f < 0 iff s_2 > 2 s_1 iff z_2 - z_1 > lambda/2 + log 2 at unit scatter.
  Parameters parameters;
  parameters.tokens = 2;
  parameters.weak_signal = 0.5;
  const double expected = normal_tail((1.5 / 2 + std::log(2.0)) / std::sqrt(2.0));
  CHECK(test_error(parameters, {1.5, 1.5, 1}, FreshNoise::logits_only) ==
        Approx(expected).margin(0.003));
}

TEST_CASE("many tokens are averaged over fewer points, and stay a probability") {
  Parameters parameters;
  parameters.tokens = 5000;
  const double error = test_error(parameters, {3, 3, 2});
  CHECK(error > 0);
  CHECK(error < 0.5);
}

TEST_CASE("the paper's settings: benign, harmful, not overfitting") {
  Parameters parameters;
  CHECK(predict(parameters).regime == Regime::benign_overfitting);
  parameters.dimension = 4500;
  parameters.signal_norm = 5;
  CHECK(predict(parameters).regime == Regime::harmful_overfitting);
  parameters.dimension = 1000;
  parameters.signal_norm = 90;
  CHECK(predict(parameters).regime == Regime::not_overfitting);
}

/// The share of wrong fresh samples among `count` of both classes, drawn token by token.
double drawn_error(const Parameters& parameters, const AttentionReadout& readout, int count) {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  // An orthonormal frame of mu_+, mu_- and one direction for the rest of w = W^T p.
  const double plus = readout.lambda_plus / parameters.signal_norm;
  const double minus = readout.lambda_minus / parameters.signal_norm;
  const double across = std::sqrt(readout.direction_norm2 - plus * plus - minus * minus);
  int wrong = 0;
  for (int sample = 0; sample < count; ++sample) {
    const int truth = sample % 2 == 0 ? 1 : -1;
    double total = 0;
    double mean = 0;
    for (std::int64_t token = 0; token < parameters.tokens; ++token) {
      const bool confusing = token >= 1 && token <= parameters.confusing_tokens;
      const bool aligned = token > parameters.confusing_tokens &&
                           token <= parameters.confusing_tokens + parameters.aligned_tokens();
      const double strength = token == 0 ? 1 : confusing || aligned ? parameters.weak_signal : 0;
      const bool along_plus = (truth == 1) != confusing;
      const double signal = parameters.signal_norm * strength;
      const double first = (along_plus ? signal : 0) + parameters.noise_std * normal(random);
      const double second = (along_plus ? 0 : signal) + parameters.noise_std * normal(random);
      const double third = parameters.noise_std * normal(random);
      const double weight = std::exp(plus * first + minus * second + across * third);
      total += weight;
      mean += weight * (first - second);
    }
    wrong += truth * mean / total <= 0 ? 1 : 0;
  }
  return static_cast<double>(wrong) / count;
}

TEST_CASE("at unequal logits and many weak tokens the error is that of fresh samples drawn") {
  // Two-sided false alarm about 1e-5 each (4.4 standard deviations of 40,000 draws).
  Parameters parameters;
  parameters.tokens = 9;
  parameters.confusing_tokens = 2;
  parameters.chosen_aligned_tokens = 4;
  parameters.weak_signal = 0.8;
  parameters.signal_norm = 3;
  for (const AttentionReadout& readout :
       {AttentionReadout{4, -1, 3}, AttentionReadout{-1, 4, 3}, AttentionReadout{1, 3, 1.5}}) {
    constexpr int count = 40'000;
    const double drawn = drawn_error(parameters, readout, count);
    const double spread = std::sqrt(drawn * (1 - drawn) / count);
    CHECK(test_error(parameters, readout) == Approx(drawn).margin(4.4 * spread + 0.001));
  }
}

TEST_CASE("logits that nearly repeat the head's noise leave little of it to err by") {
  // cos(nu, w) = 0.966: taken as independent, the head's noise errs in 0.418 for 0.393 of samples,
  // 10 standard deviations of 40,000 draws. Two-sided false alarm about 1e-5 each.
  Parameters parameters;
  parameters.tokens = 2;
  parameters.weak_signal = 0.3;
  parameters.signal_norm = 1;
  for (const AttentionReadout& readout :
       {AttentionReadout{0.7, -0.7, 1.05}, AttentionReadout{-0.7, 0.7, 1.05}}) {
    constexpr int count = 40'000;
    const double drawn = drawn_error(parameters, readout, count);
    const double spread = std::sqrt(drawn * (1 - drawn) / count);
    CHECK(test_error(parameters, readout) == Approx(drawn).margin(4.4 * spread + 0.001));
  }
}

}  // namespace
}  // namespace benignity
