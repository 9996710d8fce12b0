#include "theory/assumptions/near_orthogonality.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

TEST_CASE("L is log(nT/delta), with delta capped at 1/16") {
  Parameters parameters = worked_setting();
  CHECK(union_logarithm<double>(parameters) == Approx(std::log(1600.0)).epsilon(1e-15));
  parameters.failure_probability = 1.0 / 16;
  const double at_the_cap = union_logarithm<double>(parameters);
  CHECK(at_the_cap == Approx(std::log(1280.0)).epsilon(1e-15));
  for (const double delta : {0.1, 0.5, 0.99}) {
    parameters.failure_probability = delta;
    CHECK(union_logarithm<double>(parameters) == at_the_cap);
  }
}

TEST_CASE("the bounds that let L absorb every union bound hold from the smallest size on") {
  Parameters parameters;
  for (const std::int64_t samples : {1, 2, 3, 20, 1000}) {
    for (const double delta : {0.5, 1.0 / 16, 1e-3, 1e-12}) {
      parameters.samples = samples;
      parameters.tokens = 2;
      parameters.failure_probability = delta;
      const double tokens = training_tokens<double>(parameters);
      const double capped = capped_failure_probability<double>(parameters);
      const double logarithm = union_logarithm<double>(parameters);
      const double rounding = 1e-15 * logarithm;
      CHECK(logarithm >= std::log(32.0) - rounding);
      CHECK(std::log(16 / capped) <= 1.6 * logarithm + rounding);
      CHECK(std::log(16 * tokens / capped) <= 1.8 * logarithm + rounding);
      CHECK(std::log(24 * tokens / capped) <= 1.917 * logarithm + rounding);
      CHECK(std::log(12 * tokens * tokens / capped) <= 2 * logarithm + rounding);
    }
  }
}

TEST_CASE("L in double agrees with 50 digits") {
  const Parameters parameters = worked_setting();
  const Float50 error =
      abs(union_logarithm<double>(parameters) / union_logarithm<Float50>(parameters) - 1);
  CHECK(static_cast<double>(error) < 1e-15);
}

TEST_CASE("the spectral ratio is d/(nT L), linear in d and falling in n, T and 1/delta") {
  Parameters parameters = worked_setting();
  const double ratio = spectral_near_orthogonality<double>(parameters);
  CHECK(ratio == Approx(16942814.41761354947).epsilon(1e-14));
  parameters.dimension *= 2;
  CHECK(spectral_near_orthogonality<double>(parameters) == Approx(2 * ratio).epsilon(1e-15));
  parameters.dimension /= 2;
  parameters.samples += 1;
  CHECK(spectral_near_orthogonality<double>(parameters) < ratio);
  parameters.samples -= 1;
  parameters.tokens += 1;
  CHECK(spectral_near_orthogonality<double>(parameters) < ratio);
  parameters.tokens -= 1;
  parameters.failure_probability = 0.01;
  CHECK(spectral_near_orthogonality<double>(parameters) < ratio);
  parameters.dimension = 0;
  CHECK_THROWS_AS(spectral_near_orthogonality<double>(parameters), InvalidInput);
}

TEST_CASE("the entrywise ratio is sqrt(d)/(nT sqrt(L)), a square root in d") {
  Parameters parameters = worked_setting();
  const double ratio = entrywise_near_orthogonality<double>(parameters);
  CHECK(ratio == Approx(460.2012388294596).epsilon(1e-14));
  parameters.dimension *= 4;
  CHECK(entrywise_near_orthogonality<double>(parameters) == Approx(2 * ratio).epsilon(1e-15));
  parameters.dimension /= 4;
  parameters.samples *= 2;
  CHECK(entrywise_near_orthogonality<double>(parameters) < ratio / 2);
  parameters.samples = 0;
  CHECK_THROWS_AS(entrywise_near_orthogonality<double>(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
