#include "theory/assumptions/lazy_kernel.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"

namespace benignity {
namespace {

TEST_CASE("the lazy kernel is worked out by hand and infinite before training") {
  const Parameters parameters = worked_setting();
  CHECK(lazy_kernel<double>(parameters, worked_state()) ==
        Approx(492.9342281879195).epsilon(1e-13));
  CHECK(lazy_kernel<double>(parameters, TrainedLogits{}) ==
        std::numeric_limits<double>::infinity());
}

TEST_CASE("twice the logits are four times less lazy, twice the gain four times lazier") {
  Parameters parameters = worked_setting();
  const double ratio = lazy_kernel<double>(parameters, worked_state());
  CHECK(lazy_kernel<double>(parameters, {4, 3, 2000}) == Approx(ratio / 4).epsilon(1e-14));
  parameters.chosen_init_weight_std = 1.4142135623730951e-6;
  parameters.init_query_std = 1.4142135623730951e-7;
  CHECK(lazy_kernel<double>(parameters, worked_state()) == Approx(4 * ratio).epsilon(1e-13));
}

}  // namespace
}  // namespace benignity
