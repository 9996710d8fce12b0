#include "theory/assumptions/spectral_near_orthogonality.hpp"

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

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

}  // namespace
}  // namespace benignity
