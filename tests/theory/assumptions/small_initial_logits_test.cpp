#include "theory/assumptions/small_initial_logits.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

TEST_CASE("small initial logits are worked out by hand and infinite at p = 0 or W = 0") {
  Parameters parameters = worked_setting();
  const double ratio = small_initial_logits<double>(parameters);
  CHECK(ratio == Approx(631.3908907206571).epsilon(1e-13));
  parameters.init_query_std *= 2;
  CHECK(small_initial_logits<double>(parameters) == Approx(ratio / 2).epsilon(1e-15));
  parameters.chosen_init_weight_std = 0;
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(small_initial_logits<double>(parameters) == infinity);
  parameters.chosen_init_weight_std = 1e-6;
  parameters.init_query_std = 0;
  CHECK(small_initial_logits<double>(parameters) == infinity);
  parameters.chosen_init_weight_std = 0;
  CHECK_THROWS_AS(small_initial_logits<double>(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
