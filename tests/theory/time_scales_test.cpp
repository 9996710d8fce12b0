#include "theory/time_scales.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>
#include <rapidcheck/catch.h>

#include "theory/invalid_input.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

Parameters random_parameters() {
  const auto magnitude = [](double low, double high) {
    const double share = *rc::gen::inRange(0, 1 << 20) / double(1 << 20);
    return std::exp(std::log(low) + share * std::log(high / low));
  };
  Parameters parameters;
  parameters.samples = *rc::gen::inRange<std::int64_t>(1, 1000);
  parameters.dimension = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000);
  parameters.signal_norm = magnitude(1e-3, 1e6);
  parameters.noise_std = magnitude(1e-3, 1e3);
  parameters.step_size = magnitude(1e-6, 1e2);
  parameters.chosen_init_weight_std = magnitude(1e-12, 1);
  parameters.init_query_std = magnitude(1e-12, 1);
  return parameters;
}

TEST_CASE("the time scales of the paper's benign setting are those worked out by hand") {
  const Parameters parameters;  // d sigma_w^2 = 1/3, |nu| |mu| = 1, alpha = 1/200
  CHECK(logit_gain<double>(parameters) == Approx(1.0 / 3).epsilon(1e-15));
  CHECK(tau_select<double>(parameters) == Approx(1.5).epsilon(1e-15));
  CHECK(tau_memorize<double>(parameters) == Approx(6).epsilon(1e-15));
  CHECK(tau_benign<double>(parameters) == Approx(6 * std::exp(0.25)).epsilon(1e-15));
  CHECK(log_tau_benign<double>(parameters) == Approx(std::log(6.0) + 0.25).epsilon(1e-14));
}

TEST_CASE("time scales follow the larger of the two initial standard deviations") {
  Parameters parameters;
  parameters.chosen_init_weight_std = 0.25;
  parameters.init_query_std = 0.5;
  const double by_query = tau_select<double>(parameters);
  parameters.chosen_init_weight_std = 0.5;
  parameters.init_query_std = 0.25;
  CHECK(tau_select<double>(parameters) == by_query);
  parameters.chosen_init_weight_std = 0;
  parameters.init_query_std = 0.5;
  CHECK(tau_select<double>(parameters) == by_query);
  CHECK(logit_gain<double>(parameters) == 2000 * 0.25);
}

TEST_CASE("the logit gain lies within a factor 2 of the theorem's d max of the variances") {
  rc::prop("max <= sum <= 2 max", [] {
    const Parameters parameters = random_parameters();
    const double largest = largest_init_std<double>(parameters);
    const double by_maximum = double(parameters.dimension) * (largest * largest);
    RC_ASSERT(logit_gain<double>(parameters) >= by_maximum);
    RC_ASSERT(logit_gain<double>(parameters) <= 2 * by_maximum * (1 + 1e-15));
  });
}

TEMPLATE_TEST_CASE("tau_memorize is kappa times tau_select and logs are logs", "", float, double,
                   long double, Float50, Float100) {
  rc::prop("identities", [] {
    using std::abs;
    using std::log;
    Parameters parameters = random_parameters();
    parameters.step_size = 0.5;  // keeps every product inside the range of float
    parameters.signal_norm = 3;
    parameters.dimension = 1 + parameters.dimension % 1000;
    const TestType epsilon = std::numeric_limits<TestType>::epsilon();
    const TestType memorize = tau_memorize<TestType>(parameters);
    const TestType product = kappa<TestType>(parameters) * tau_select<TestType>(parameters);
    RC_ASSERT(abs(memorize - product) <= 20 * epsilon * memorize);
    const TestType log_memorize = log_tau_memorize<TestType>(parameters);
    RC_ASSERT(abs(log(memorize) - log_memorize) <= 400 * epsilon);
    RC_ASSERT(abs(log_tau_benign<TestType>(parameters) - log_memorize -
                  1 / kappa<TestType>(parameters)) <=
              4 * epsilon * (400 + 1 / kappa<TestType>(parameters)));
  });
}

TEST_CASE("time scales in double agree with 50 digits") {
  rc::prop("agreement", [] {
    const Parameters parameters = random_parameters();
    const auto close = [](double value, const Float50& exact) {
      return abs(Float50(value) - exact) <= Float50(3e-15) * abs(exact);
    };
    RC_ASSERT(close(tau_select<double>(parameters), tau_select<Float50>(parameters)));
    RC_ASSERT(close(tau_memorize<double>(parameters), tau_memorize<Float50>(parameters)));
    RC_ASSERT(
        abs(Float50(log_tau_benign<double>(parameters)) - log_tau_benign<Float50>(parameters)) <=
        Float50(1e-15) * (400 + log_tau_benign<Float50>(parameters)));
  });
}

TEST_CASE("log tau_benign stays finite where tau_benign overflows") {
  Parameters parameters;
  parameters.dimension = 1'000'000'000'000;  // kappa = 8e-9
  CHECK(tau_benign<double>(parameters) == std::numeric_limits<double>::infinity());
  CHECK(log_tau_benign<double>(parameters) == Approx(1.25e8).epsilon(1e-6));
}

TEST_CASE("no partial product leaves the range of double before the time scale does") {
  Parameters parameters;
  parameters.step_size = 1e60;
  parameters.chosen_head_norm = 1e60;
  parameters.signal_norm = 1e60;
  parameters.noise_std = 1e60;
  parameters.chosen_init_weight_std = 1e-60;
  CHECK(std::log(tau_select<double>(parameters)) ==
        Approx(log_tau_select<double>(parameters)).epsilon(1e-14));
  CHECK(std::log(tau_memorize<double>(parameters)) ==
        Approx(log_tau_memorize<double>(parameters)).epsilon(1e-14));
  CHECK(std::isfinite(log_tau_benign<double>(parameters)));
}

TEST_CASE("refused parameters have no time scale") {
  Parameters parameters;
  parameters.step_size = std::numeric_limits<double>::infinity();
  CHECK_THROWS_AS(tau_select<double>(parameters), InvalidInput);
  CHECK_THROWS_AS(tau_memorize<double>(parameters), InvalidInput);
  CHECK_THROWS_AS(tau_benign<double>(parameters), InvalidInput);
  CHECK_THROWS_AS(log_tau_benign<double>(parameters), InvalidInput);
  parameters = Parameters{};
  parameters.chosen_init_weight_std = 0;
  CHECK_THROWS_AS(logit_gain<double>(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
