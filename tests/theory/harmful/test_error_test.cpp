#include "theory/harmful/test_error.hpp"

#include <cmath>
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

}  // namespace
}  // namespace benignity
