#include "theory/assumptions/visible_weak_token.hpp"

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

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

}  // namespace
}  // namespace benignity
