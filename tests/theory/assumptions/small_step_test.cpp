#include "theory/assumptions/small_step.hpp"

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

TEST_CASE("the step is small against the signal where kappa > 1, against the noise below") {
  Parameters parameters = worked_setting();
  const double ratio = small_step<double>(parameters);
  CHECK(ratio == Approx(1100110.0110011).epsilon(1e-13));
  parameters.samples = 40;  // the noise was not the larger: no change
  CHECK(small_step<double>(parameters) == ratio);
  parameters.samples = 2;  // sigma_eps^2 d/n = 1.25e9 exceeds |mu|^2 = 9e8
  CHECK(small_step<double>(parameters) == Approx(ratio * 9 / 12.5).epsilon(1e-14));
}

TEST_CASE("the step ratio falls as the step grows") {
  Parameters parameters = worked_setting();
  const double ratio = small_step<double>(parameters);
  parameters.step_size *= 2;
  CHECK(small_step<double>(parameters) == Approx(ratio / 2).epsilon(1e-15));
  parameters.step_size = 0;
  CHECK_THROWS_AS(small_step<double>(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
