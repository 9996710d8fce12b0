#include "theory/assumptions/visibility.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

TEST_CASE("the visible signal is |mu|/(sigma_eps sqrt(L))") {
  Parameters parameters = worked_setting();
  const double ratio = visible_signal<double>(parameters);
  CHECK(ratio == Approx(22089.65946381406).epsilon(1e-14));
  parameters.noise_std *= 2;
  CHECK(visible_signal<double>(parameters) == Approx(ratio / 2).epsilon(1e-15));
  parameters.tokens = 1000;
  CHECK(visible_signal<double>(parameters) < ratio / 2);
}

TEST_CASE("under uniform attention as many aligned as confusing tokens cancel") {
  Parameters parameters = worked_setting();
  CHECK(visible_signal_under_uniform_attention<double>(parameters) ==
        Approx(21213.20343559643).epsilon(1e-14));
  CHECK(visible_signal_under_uniform_attention_constant<double>(parameters) ==
        Approx(4.291932052578694).epsilon(1e-14));
}

TEST_CASE("under uniform attention confusing tokens cost signal, until none is left") {
  Parameters parameters = worked_setting();
  parameters.confusing_tokens = 3;
  parameters.chosen_aligned_tokens = 0;
  CHECK(visible_signal_under_uniform_attention<double>(parameters) ==
        Approx(0.7 * 21213.20343559643).epsilon(1e-14));
  parameters.weak_signal = 0.5;
  CHECK(visible_signal_under_uniform_attention<double>(parameters) == 0);
}

TEST_CASE("at half its constant uniform attention errs with probability at most delta") {
  Parameters parameters = worked_setting();
  for (const double delta : {1.0 / 16, 0.01, 1e-6, 1e-12}) {
    parameters.failure_probability = delta;
    const double ratio = visible_signal_under_uniform_attention_constant<double>(parameters) / 2;
    CHECK(std::erfc(ratio / std::sqrt(2.0)) / 2 <= delta);
  }
}

TEST_CASE("the visible weak token is rho times the visible signal") {
  Parameters parameters = worked_setting();
  CHECK(visible_weak_token<double>(parameters) == Approx(2208.965946381406).epsilon(1e-14));
  parameters.weak_signal = 0;
  CHECK(visible_weak_token<double>(parameters) == 0);
}

TEST_CASE("without a confusing token a noisy sample has no token with its label") {
  Parameters parameters = worked_setting();
  parameters.confusing_tokens = 0;
  CHECK(visible_weak_token<double>(parameters) == 0);
  parameters.confusing_tokens = 4;
  CHECK_THROWS_AS(visible_weak_token<double>(parameters), InvalidInput);
}

TEST_CASE("the weak token is as weak as 1/rho") {
  Parameters parameters = worked_setting();
  CHECK(weak_token_is_weak<double>(parameters) == 10);
  parameters.weak_signal = 1;
  CHECK(weak_token_is_weak<double>(parameters) == 1);
  parameters.weak_signal = 0;
  CHECK(weak_token_is_weak<double>(parameters) == std::numeric_limits<double>::infinity());
  parameters.weak_signal = 1.5;
  CHECK_THROWS_AS(weak_token_is_weak<double>(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
