#include "theory/assumptions/regime_distance.hpp"

#include <limits>
#include <optional>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"

namespace benignity {
namespace {

TEST_CASE("the two regime ratios are kappa/kappa* and its inverse") {
  const Parameters parameters = worked_setting();
  CHECK(distance_above_critical<double>(parameters, 3.6) == Approx(2).epsilon(1e-15));
  CHECK(distance_below_critical<double>(parameters, 3.6) == Approx(0.5).epsilon(1e-15));
}

TEST_CASE("without a critical kappa every kappa lies below it") {
  const Parameters parameters = worked_setting();
  CHECK(distance_above_critical<double>(parameters, std::nullopt) == 0);
  CHECK(distance_below_critical<double>(parameters, std::nullopt) ==
        std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace benignity
