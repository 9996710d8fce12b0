#include "theory/signal_to_noise_ratio.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

TEST_CASE("the paper's benign setting has SNR squared 0.2 and kappa 4") {
  const Parameters parameters;
  CHECK(signal_to_noise_ratio_squared<double>(parameters) == 0.2);
  CHECK(kappa<double>(parameters) == 4);
  CHECK(signal_to_noise_ratio<double>(parameters) == Approx(std::sqrt(0.2)).epsilon(1e-15));
  CHECK(head_gap<double>(parameters) == Approx(1 / std::sqrt(2.0)).epsilon(1e-15));
}

TEMPLATE_TEST_CASE("kappa is n times the square of SNR at every precision", "", float, double,
                   long double, Float50, Float100) {
  using std::abs;
  Parameters parameters;
  parameters.samples = 37;
  parameters.dimension = 1'000'003;
  parameters.signal_norm = 12.5;
  parameters.noise_std = 0.75;
  const TestType ratio = signal_to_noise_ratio<TestType>(parameters);
  const TestType value = kappa<TestType>(parameters);
  const TestType squared_error = abs(value / (37 * ratio * ratio) - 1);
  const TestType product_error =
      abs(value * 1'000'003 * TestType(0.5625) / TestType(37 * 156.25) - 1);
  const TestType epsilon = std::numeric_limits<TestType>::epsilon();
  CHECK(static_cast<double>(squared_error / epsilon) <= 8);
  CHECK(static_cast<double>(product_error / epsilon) <= 8);
}

TEST_CASE("kappa in double agrees with 50 digits at the ends of the range") {
  for (const double norm : {1e-60, 1e60}) {
    for (const double noise : {1e-60, 1e60}) {
      Parameters parameters;
      parameters.signal_norm = norm;
      parameters.chosen_head_norm = 1;
      parameters.noise_std = noise;
      const Float50 exact = kappa<Float50>(parameters);
      const Float50 error = abs(kappa<double>(parameters) / exact - 1);
      CHECK(static_cast<double>(error) < 1e-15);
    }
  }
}

TEST_CASE("refused parameters have no kappa") {
  Parameters parameters;
  parameters.noise_std = 0;
  CHECK_THROWS_AS(kappa<double>(parameters), InvalidInput);
  parameters.noise_std = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(signal_to_noise_ratio<double>(parameters), InvalidInput);
  CHECK_THROWS_AS(head_gap<double>(parameters), InvalidInput);
}

TEST_CASE("with kappa gives the signal norm of that kappa and leaves the rest") {
  Parameters parameters;
  parameters.samples = 37;
  parameters.dimension = 1'000'003;
  parameters.noise_std = 0.75;
  for (const double value : {1e-6, 0.3, 22.0, 1e7}) {
    const Parameters at = with_kappa(parameters, value);
    CHECK(kappa<double>(at) == Approx(value).epsilon(1e-14));
    CHECK(at.noise_std == parameters.noise_std);
    CHECK(at.dimension == parameters.dimension);
    CHECK(at.head_norm() == 1 / at.signal_norm);
  }
  parameters.noise_std = 1;  // the bits that settings have always had
  CHECK(with_kappa(parameters, 0.3).signal_norm == std::sqrt(0.3 * 1'000'003.0 / 37.0));
}

TEST_CASE("a kappa that is not a positive number is refused") {
  for (const double value : {0.0, -1.0, std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_THROWS_AS(with_kappa({}, value), InvalidInput);
  }
}

}  // namespace
}  // namespace benignity
