#include "theory/assumptions/bounded_head_gap.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

TEST_CASE("the head gap is bounded as 1/g = sqrt(2)/(|nu| |mu|)") {
  Parameters parameters = worked_setting();
  CHECK(bounded_head_gap<double>(parameters) == Approx(std::sqrt(2.0)).epsilon(1e-15));
  parameters.chosen_head_norm = 4 / parameters.signal_norm;
  CHECK(bounded_head_gap<double>(parameters) == Approx(std::sqrt(0.125)).epsilon(1e-15));
  parameters.chosen_head_norm = 0;
  CHECK_THROWS_AS(bounded_head_gap<double>(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
