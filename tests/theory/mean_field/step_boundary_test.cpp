#include "theory/mean_field/step_boundary.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/mean_field/second_order.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

TEST_CASE("labels are fitted just below the boundary and not just above, later at larger kappa") {
  Parameters parameters;
  double before = critical_kappa(parameters).value.value();
  for (const double steps : {1e3, 1e4, 1e5}) {
    parameters.steps = steps;
    const double boundary = memorisation_boundary(parameters).value();
    CHECK(training_at_step(with_kappa(parameters, 0.99 * boundary)).least_noisy_margin > 0);
    CHECK(training_at_step(with_kappa(parameters, 1.01 * boundary)).least_noisy_margin < 0);
    CHECK(boundary > before);
    before = boundary;
  }
}

TEST_CASE("a boundary is found within a range that holds it, and in no other") {
  const Parameters parameters;
  const double boundary = memorisation_boundary(parameters).value();
  CHECK(memorisation_boundary(parameters, {0.9 * boundary, 1.01 * boundary}).value() ==
        Approx(boundary).epsilon(1e-5));
  CHECK(!memorisation_boundary(parameters, {boundary / 10, 0.99 * boundary}));
  CHECK(!memorisation_boundary(parameters, {1.01 * boundary, 2 * boundary}));
}

TEST_CASE("where the kernel stays lazy the boundary's own fitting time is the step") {
  Parameters parameters;
  parameters.dimension = 100'000'000'000;
  parameters.chosen_init_weight_std = 1;
  parameters.step_size = 1e-24;
  parameters.steps = 1e6;
  const double boundary = memorisation_boundary(parameters).value();
  const MeanFieldTimes times = mean_field_times(with_kappa(parameters, boundary));
  CHECK(times.fit.value() == Approx(parameters.steps).epsilon(1e-3));
  CHECK(times.exit.value() < times.fit.value());
}

TEST_CASE("a map of losses has a boundary where labels are not memorised at any kappa") {
  Parameters parameters;
  parameters.dimension = 250;
  CHECK(!memorisation_boundary(parameters));
  const double boundary = train_loss_boundary(parameters, 0.48).value();
  CHECK(training_at_step(with_kappa(parameters, boundary)).train_loss ==
        Approx(0.48).epsilon(1e-5));
  parameters.label_noise = 0;
  CHECK(!memorisation_boundary(parameters));
}

TEST_CASE("the second-order mean field is finite at every dimension where p0 = 0") {
  // sigma_w^2 d over D rounds to more than 1 at some d, and 1 - share stands under a root.
  for (std::int64_t dimension = 3; dimension < 3000; dimension += 7) {
    Parameters parameters;
    parameters.dimension = dimension;
    const auto system = second_order_system<double>(parameters);
    CHECK(system.weight_share <= 1);
    for (const double logit :
         trained_noise_logits(system, second_order_states(system, {1}).front())) {
      REQUIRE(std::isfinite(logit));
    }
  }
}

}  // namespace
}  // namespace benignity
