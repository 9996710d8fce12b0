#include "theory/harmful/error_threshold.hpp"

#include <catch2/catch.hpp>

#include "theory/harmful/attention_readout.hpp"
#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/test_error.hpp"

namespace benignity {
namespace {

TEST_CASE("the threshold starts at head noise's, falls as the signal is learnt, and rises late") {
  Parameters parameters;
  parameters.dimension = 4500;
  const auto after = [&](double steps) {
    parameters.steps = steps;
    const double norm = error_threshold(parameters).value();
    Parameters at = parameters;
    at.signal_norm = norm;
    CHECK(test_error(at, second_order_readouts(at, {steps}).front()) ==
          Approx(parameters.failure_probability).epsilon(1e-4));
    return norm;
  };
  const double untrained = after(0);
  CHECK(untrained == Approx(uniform_head_noise_threshold(parameters)).epsilon(1e-5));
  CHECK(after(100) < untrained);
  CHECK(after(1e12) > untrained);
}

TEST_CASE("no threshold where any error is allowed") {
  Parameters parameters;
  parameters.failure_probability = 0.6;
  CHECK(!error_threshold(parameters));
}

TEST_CASE("no threshold where no signal is loud enough, and none is searched for") {
  // With 96% of the labels flipped what is learnt late is the wrong sign, at any |mu|.
  Parameters parameters;
  parameters.dimension = 4500;
  parameters.samples = 200;
  parameters.label_noise = 0.96;
  parameters.steps = 1e15;
  CHECK(!error_threshold(parameters));
}

TEST_CASE("a threshold that memorisation sets beyond head noise is found") {
  // Head noise alone would allow 2.4 at any time; the search must reach beyond twice that.
  Parameters parameters;
  parameters.dimension = 9000;
  parameters.tokens = 5;
  parameters.failure_probability = 0.25;
  parameters.steps = 1e22;
  const double norm = error_threshold(parameters).value();
  CHECK(norm > 2 * uniform_head_noise_threshold(parameters));
  Parameters at = parameters;
  at.signal_norm = norm;
  CHECK(test_error(at, second_order_readouts(at, {at.steps}).front()) ==
        Approx(parameters.failure_probability).epsilon(1e-4));
}

}  // namespace
}  // namespace benignity
