#include "theory/assumptions/trained_logits.hpp"

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

TEST_CASE("the logit energy is worked out by hand, 0 at the start and even in the logits") {
  const Parameters parameters = worked_setting();
  const TrainedLogits state = worked_state();
  const double energy = logit_energy<double>(parameters, state);
  CHECK(energy == Approx(2.0694444444444444e-7).epsilon(1e-14));
  CHECK(logit_energy<double>(parameters, {-2, -1.5, 500}) == energy);
  CHECK(logit_energy<double>(parameters, TrainedLogits{}) == 0);
  const Float50 error = abs(energy / logit_energy<Float50>(parameters, state) - 1);
  CHECK(static_cast<double>(error) < 1e-15);
}

}  // namespace
}  // namespace benignity
