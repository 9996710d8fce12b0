#include "theory/heads/plateau_exit.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

double mean_field_exit(const PlateauExit& setting, double kappa) {
  Parameters parameters;
  parameters.tokens = setting.tokens;
  parameters.weak_signal = 0;
  parameters.label_noise = setting.label_noise;
  parameters.signal_norm = 1e3;
  parameters.chosen_head_norm = setting.head_gap * std::sqrt(2.0) / parameters.signal_norm;
  MeanFieldSystem<double> system = mean_field_system<double>(parameters);
  system.kappa = kappa;
  return mean_field_times(system, {setting.selection, 1e9}, {.log_horizon = 12}).exit.value();
}

TEST_CASE("the plateau's exit is the limit of the mean field's for large kappa") {
  for (const PlateauExit& setting :
       {PlateauExit{0.2, 3 / std::sqrt(2.0), 4}, PlateauExit{0.2, 2.5 / std::sqrt(2.0), 8},
        PlateauExit{0.3, std::sqrt(2.0), 3}, PlateauExit{0.2, std::sqrt(2.0), 4, 0.7}}) {
    INFO(setting.label_noise << " " << setting.head_gap << " " << setting.tokens);
    const double limit = plateau_exit_time(setting).value();
    const double near = mean_field_exit(setting, 1e6) / limit - 1;
    const double far = mean_field_exit(setting, 1e3) / limit - 1;
    CHECK(std::abs(near) < 4e-3);  // slow where the plateau is near 1
    CHECK(std::abs(near) < std::abs(far));
  }
}

TEST_CASE("there is no plateau's exit where all is selected, or nothing") {
  const double gap = 1.5;
  for (const double selection : {0.4, 0.5, 0.8}) {
    const double full = label_noise_limit(1.0, gap);
    const double some = label_noise_limit(selection, gap);
    CHECK(!plateau_exit_time({full - 1e-3, gap, 4, selection}));
    CHECK(plateau_exit_time({full + 1e-3, gap, 4, selection}));
    CHECK(plateau_exit_time({some - 1e-3, gap, 4, selection}));
    CHECK(!plateau_exit_time({some + 1e-3, gap, 4, selection}));
  }
}

TEST_CASE("the plateau's exit comes at once at one end and grows without bound towards the other") {
  const double gap = 1.5;
  double last = 0;
  for (const double share : {0.999, 0.9, 0.7, 0.4, 0.1, 0.01}) {
    const double full = label_noise_limit(1.0, gap);
    const double some = label_noise_limit(0.5, gap);
    const double time = plateau_exit_time({full + share * (some - full), gap, 4}).value();
    CHECK(time > last);
    last = time;
  }
  CHECK(last > 5);
  const double first = plateau_exit_time({label_noise_limit(0.5, gap) - 1e-6, gap, 4}).value();
  CHECK(first > 0);
  CHECK(first < 1e-3);
}

}  // namespace
}  // namespace benignity
