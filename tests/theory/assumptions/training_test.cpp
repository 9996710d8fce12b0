#include "theory/assumptions/training.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"
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

TEST_CASE("the lazy kernel is worked out by hand and infinite before training") {
  Parameters parameters = worked_setting();
  const double energy = logit_energy<double>(parameters, worked_state());
  CHECK(lazy_kernel<double>(parameters, energy) == Approx(492.9342281879195).epsilon(1e-13));
  CHECK(lazy_kernel<double>(parameters, 0) == std::numeric_limits<double>::infinity());
  CHECK(lazy_kernel<double>(parameters, 4 * energy) ==
        Approx(492.9342281879195 / 4).epsilon(1e-13));
  parameters.chosen_init_weight_std = 1.4142135623730951e-6;
  parameters.init_query_std = 1.4142135623730951e-7;  // twice the gain
  CHECK(lazy_kernel<double>(parameters, energy) == Approx(4 * 492.9342281879195).epsilon(1e-13));
}

TEST_CASE("a step is judged by the gain that the trained logits have grown") {
  Parameters parameters = worked_setting();
  const double at_start = small_step<double>(parameters);
  const double gain = 1e10 * (1e-12 + 1e-14);
  // |W^T p| = D: the gain may be 1 + sqrt(5) times that of the start.
  CHECK(small_step<double>(parameters, gain * gain) ==
        Approx(at_start / (1 + std::sqrt(5.0))).epsilon(1e-12));
  // A start so small that all gain is trained: the ratio no longer knows it.
  parameters.chosen_init_weight_std = 1e-15;
  parameters.init_query_std = 0;
  const double trained = small_step<double>(parameters, 1e-7);
  parameters.chosen_init_weight_std = 1e-20;
  CHECK(small_step<double>(parameters, 1e-7) == Approx(trained).epsilon(1e-10));
  CHECK(small_step<double>(parameters) > 1e10 * trained);
}

TEST_CASE("quiet test logits are worked out by hand") {
  const Parameters parameters = worked_setting();
  CHECK(quiet_test_logits<double>(parameters, worked_state()) ==
        Approx(2427.907513758091).epsilon(1e-13));
  CHECK(quiet_test_logits<double>(parameters, {1.5, 2, 500}) ==
        quiet_test_logits<double>(parameters, worked_state()));
}

TEST_CASE("test logits without signal are not quiet, and memorised noise makes them louder") {
  const Parameters parameters = worked_setting();
  CHECK(quiet_test_logits<double>(parameters, TrainedLogits{}) == 0);
  CHECK(quiet_test_logits<double>(parameters, {2, -1e-9, 500}) == 0);
  CHECK(quiet_test_logits<double>(parameters, {2, 1.5, 5000}) <
        quiet_test_logits<double>(parameters, worked_state()));
}

TEST_CASE("the two regime ratios are kappa/kappa* and its inverse") {
  const CriticalKappa critical{3.6, CriticalKappaStatus::found};
  CHECK(distance_above_critical(worked_setting(), critical) == Approx(2).epsilon(1e-15));
  CHECK(distance_below_critical(worked_setting(), critical) == Approx(0.5).epsilon(1e-15));
}

TEST_CASE("without a critical kappa its status says on which side every kappa lies") {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto distances = [](CriticalKappaStatus status) {
    const CriticalKappa critical{std::nullopt, status};
    return std::pair(distance_above_critical(worked_setting(), critical),
                     distance_below_critical(worked_setting(), critical));
  };
  CHECK(distances(CriticalKappaStatus::never) == std::pair(0.0, infinity));
  CHECK(distances(CriticalKappaStatus::no_noisy_samples) == std::pair(infinity, 0.0));
  CHECK(distances(CriticalKappaStatus::outside_solved_range) == std::pair(0.0, 0.0));
}

}  // namespace
}  // namespace benignity
