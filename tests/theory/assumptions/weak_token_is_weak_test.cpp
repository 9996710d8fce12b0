#include "theory/assumptions/weak_token_is_weak.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

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
