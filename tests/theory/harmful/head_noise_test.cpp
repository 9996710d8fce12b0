#include "theory/harmful/head_noise.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "theory/harmful/test_error.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

/// The paper's (4500, 5).
Parameters published_harmful() {
  Parameters parameters;
  parameters.dimension = 4500;
  parameters.signal_norm = 5;
  return parameters;
}

TEST_CASE("the untrained error at the paper's (4500, 5) is Phi(-1.25)") {
  // Phi(-5/sqrt(16)) = Phi(-1.25) = 0.10564977366685525 (tables).
  CHECK(uniform_attention_error(published_harmful()) == Approx(0.10564977366685525).epsilon(1e-13));
}

TEST_CASE("at its threshold the error of uniform and of best attention is failure_probability") {
  for (const double delta : {0.001, 0.05, 0.3}) {
    for (const std::int64_t confusing : {0, 1, 2}) {
      Parameters parameters = published_harmful();
      parameters.failure_probability = delta;
      parameters.confusing_tokens = confusing;
      parameters.noise_std = 3;
      Parameters uniform = parameters;
      uniform.signal_norm = uniform_head_noise_threshold(parameters);
      CHECK(uniform_attention_error(uniform) == Approx(delta).epsilon(1e-12));
      Parameters least = parameters;
      least.signal_norm = least_head_noise_threshold(parameters);
      CHECK(least_attention_error(least) == Approx(delta).epsilon(1e-12));
      CHECK(least.signal_norm < uniform.signal_norm);
    }
  }
}

TEST_CASE("no signal is asked for at failure_probability 1/2, none suffices against confusion") {
  Parameters parameters = published_harmful();
  parameters.failure_probability = 0.5;
  CHECK(uniform_head_noise_threshold(parameters) == 0);
  CHECK(least_head_noise_threshold(parameters) == 0);
  parameters.failure_probability = 0.05;
  parameters.confusing_tokens = 3;
  parameters.weak_signal = 0.6;  // 1 + 0.6 (1 - 3) < 0
  CHECK(std::isinf(uniform_head_noise_threshold(parameters)));
  CHECK(uniform_attention_error(parameters) > 0.5);
}

TEST_CASE("quiet logits err as uniform attention without a signal, least near full selection") {
  const Parameters parameters = published_harmful();
  const auto error = [&](double lambda) {
    return test_error(parameters, {lambda, lambda, 1}, FreshNoise::head_only);
  };
  CHECK(error(0) == Approx(uniform_attention_error(parameters)).epsilon(1e-13));
  for (double lambda = 0; lambda < 40; lambda += 0.5) {
    CHECK(error(lambda) >= least_attention_error(parameters));
  }
  CHECK(error(40) == Approx(normal_tail(head_signal_to_noise(parameters))).epsilon(1e-9));
}

TEST_CASE("parameters outside their range are refused") {
  Parameters parameters = published_harmful();
  parameters.noise_std = 0;
  CHECK_THROWS_AS(uniform_attention_error(parameters), InvalidInput);
  CHECK_THROWS_AS(least_head_noise_threshold(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
