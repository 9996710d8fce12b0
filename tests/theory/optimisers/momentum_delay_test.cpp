#include "theory/optimisers/momentum_delay.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

/// Heavy ball on the one logit of kappa = infinity, by its definition: steps to the gap, between
/// steps by the line through both.
double steps_to(const Parameters& p, double gap, double step, double momentum) {
  const double g = head_gap<double>(p);
  const auto sigmoid = [](double z) { return 1 / (1 + std::exp(-z)); };
  double logit = 0;
  double velocity = 0;
  for (int count = 0;; ++count) {
    const double s = 1 / (1 + static_cast<double>(p.tokens - 1) * std::exp(-logit));
    const double gradient =
        ((1 - p.label_noise) * sigmoid(-g * s) - p.label_noise * sigmoid(g * s)) * s * (1 - s);
    velocity = momentum * velocity + gradient;
    const double next = logit + step * velocity;
    if (next >= gap) return count + (gap - logit) / (next - logit);
    logit = next;
  }
}

TEST_CASE("heavy ball is late by the memory, longer where the logit speeds up") {
  for (const double momentum : {0.8, 0.98}) {
    for (const double gap : {0.5, 1.1, 2.0, 4.0}) {
      Parameters parameters;
      parameters.tokens = 4;
      parameters.momentum = momentum;
      const double memory = momentum / (1 - momentum);
      const double step = 1e-3 / memory;  // of plain descent: events at many times the memory
      const double late = steps_to(parameters, gap, step * (1 - momentum), momentum) -
                          steps_to(parameters, gap, step, 0);
      INFO("beta = " << momentum << ", gap " << gap);
      CHECK(late == Approx(momentum_delay(parameters, gap)).margin(0.02 * memory));
    }
  }
}

TEST_CASE("without momentum there is no delay, and from rest at the start it is the memory") {
  Parameters parameters;
  CHECK(momentum_delay(parameters, 2) == 0);
  parameters.momentum = 0.9;
  CHECK(momentum_delay(parameters, 0) == Approx(9).epsilon(1e-13));
}

}  // namespace
}  // namespace benignity
