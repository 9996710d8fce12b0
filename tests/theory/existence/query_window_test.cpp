#include "theory/existence/query_window.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

Parameters visible_setting() {
  Parameters parameters;
  parameters.tokens = 4;
  parameters.dimension = 100'000'000;
  parameters.signal_norm = 100;
  parameters.failure_probability = 0.1;
  return parameters;
}

TEST_CASE("the window of a worked setting has the ends worked out apart from the code",
          "[existence]") {
  // n = 20, T = 4, d = 1e8, |mu| = 100, rho = delta = 0.1: (10.4) to (10.9) with 30 digits.
  const QueryWindow window = query_window(visible_setting());
  CHECK(window.deciding_gap == Approx(4.3554103621413063).epsilon(1e-12));
  CHECK(window.not_overfitting_end.value() == Approx(7.7775818161030319e-05).epsilon(1e-12));
  CHECK(window.benign_start.value() == Approx(0.00010233118351592185).epsilon(1e-12));
  CHECK(window.benign_end.value() == Approx(0.030564010322736892).epsilon(1e-12));
  CHECK(window.harmful_start.value() == Approx(1.8255286789954948).epsilon(1e-12));
  CHECK(window.harmful_test_error == Approx(0.1875 - 0.1 / 160).epsilon(1e-14));
  CHECK(window.is_open());
}

TEST_CASE("the ranges do not overlap and lie around their leading orders", "[existence]") {
  for (const double dimension : {1e9, 1e11, 1e13, 1e15}) {
    Parameters parameters = visible_setting();
    parameters.dimension = static_cast<std::int64_t>(dimension);
    parameters.signal_norm = 1e3;
    const QueryWindow window = query_window(parameters);
    CAPTURE(dimension);
    const double memorisation = memorisation_scale(parameters);
    CHECK(window.not_overfitting_end.value() < memorisation);
    CHECK(memorisation < window.benign_start.value());
    CHECK(window.benign_start.value() < window.benign_end.value());
    CHECK(window.benign_end.value() < drowning_scale(parameters));
    CHECK(drowning_scale(parameters) < window.harmful_start.value());
  }
}

TEST_CASE("both ends of memorisation tend to the leading order as noise becomes orthogonal",
          "[existence]") {
  Parameters parameters = visible_setting();
  parameters.dimension = 1'000'000'000'000'000;
  parameters.signal_norm = 1e6;
  const QueryWindow window = query_window(parameters);
  const double memorisation = memorisation_scale(parameters);
  CHECK(window.not_overfitting_end.value() == Approx(memorisation).epsilon(1e-3));
  CHECK(window.benign_start.value() == Approx(memorisation).epsilon(1e-3));
  CHECK(drowning_scale(parameters) / memorisation == Approx(std::sqrt(1e15 / 40)).epsilon(1e-12));
}

TEST_CASE("the window is open from kappa = 0.002 to 200000 and closed where d is small against n",
          "[existence]") {
  Parameters parameters = visible_setting();
  for (const double signal : {1e2, 1e4, 1e6}) {
    parameters.signal_norm = signal;
    CAPTURE(signal);
    CHECK(query_window(parameters).is_open());
  }
  parameters.signal_norm = 100;
  parameters.dimension = 2000;
  CHECK_FALSE(query_window(parameters).is_open());
  CHECK_FALSE(query_window(parameters).benign_start.has_value());
}

TEST_CASE("an invisible weak token leaves no promise, a visible one every promise", "[existence]") {
  Parameters parameters = visible_setting();
  const double deviations = std::sqrt(2 * std::log(8 * 20 * 4 / 0.1));
  const double threshold = std::sqrt(2.0) * deviations / parameters.weak_signal;
  parameters.signal_norm = threshold * 1.001;
  CHECK(query_window(parameters).is_open());
  parameters.signal_norm = threshold * 0.999;
  const QueryWindow closed = query_window(parameters);
  CHECK_FALSE(closed.is_open());
  CHECK_FALSE(closed.not_overfitting_end.has_value());
  CHECK_FALSE(closed.harmful_start.has_value());
}

TEST_CASE("a signal that is visible in the memorised noise leaves harm without a promise",
          "[existence]") {
  Parameters parameters = visible_setting();
  parameters.dimension = 1'000'000;  // SNR = 0.1
  CHECK_FALSE(query_window(parameters).harmful_start.has_value());
  CHECK(query_window(parameters).is_open());
}

TEST_CASE("the test error of a random selection counts confusing and half of irrelevant tokens",
          "[existence]") {
  Parameters parameters = visible_setting();
  CHECK(test_error_of_random_selection(parameters) == 0.375);
  parameters.tokens = 8;
  CHECK(test_error_of_random_selection(parameters) == 0.4375);
  parameters.tokens = 2;
  CHECK(test_error_of_random_selection(parameters) == 0.5);
}

TEST_CASE("the constructed query needs a confusing token and valid parameters", "[existence]") {
  Parameters parameters = visible_setting();
  parameters.confusing_tokens = 0;
  CHECK_THROWS_AS(query_window(parameters), InvalidInput);
  parameters = visible_setting();
  parameters.signal_norm = -1;
  CHECK_THROWS_AS(query_window(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
