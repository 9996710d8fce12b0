#include "sim/trajectory/simulate.hpp"

#include <memory>
#include <string>
#include <utility>

#include "sim/encoder/run.hpp"
#include "sim/trajectory/engine_choice.hpp"
#include "sim/trajectory/given_dynamics.hpp"
#include "sim/trajectory/kept_run.hpp"
#include "sim/trajectory/mean_field_run.hpp"
#include "sim/trajectory/required_memory.hpp"
#include "sim/trajectory/run.hpp"
#include "theory/invalid_input.hpp"
#include "theory/setting/plain.hpp"

namespace benignity {
namespace {

/// Where a run reports to, and where its dynamics go when it has ended.
struct Ends {
  const RunWatch& watch;
  const RunState& state;
  std::shared_ptr<const DescentDynamics>* kept = nullptr;
};

Trajectory run_to(const Ends& ends, const RunSettings& settings,
                  std::unique_ptr<DescentDynamics> dynamics) {
  Trajectory trajectory = run_descent(settings, *dynamics, ends.watch, ends.state);
  if (ends.kept != nullptr) *ends.kept = std::move(dynamics);
  return trajectory;
}

template <Precision precision>
Trajectory run_in(const RunSettings& settings, const Ends& ends) {
  if constexpr (precision == Precision::float64 || precision == Precision::digits50) {
    if (settings.engine == Engine::flow) {
      return run_flow(settings, *flow_in<precision>(settings), ends.watch);
    }
    if (!is_plain(settings.parameters)) {
      return run_to(ends, settings, heads_in<precision>(settings));
    }
  }
  return run_to(ends, settings, descent_in<precision>(settings));
}

Trajectory run_with(const RunSettings& settings, const Ends& ends) {
  if (settings.engine == Engine::automatic) {
    return run_with(with_chosen_engine(settings), ends);
  }
  validate(settings);
  const RunState& state = ends.state;
  if (state.arrays != nullptr) require_memory_of_arrays(settings);
  if (settings.has_continuous_time() &&
      (state.from != nullptr || state.to != nullptr || state.attention != nullptr)) {
    throw InvalidInput(
        "engine", std::string(name(settings.engine)),
        "sampled, gram or dense with --save-state, --save-attention and --from-state");
  }
  if (settings.engine == Engine::mean_field) return simulate_mean_field(settings);
  if (settings.parameters.model == ModelKind::one_layer_encoder) {
    return run_to(ends, settings, encoder_dynamics(settings));
  }
  if (settings.data != nullptr) {
    return run_to(ends, settings, given_dynamics(settings));
  }
  switch (settings.precision) {
    case Precision::float32:
      return run_in<Precision::float32>(settings, ends);
    case Precision::float64:
      return run_in<Precision::float64>(settings, ends);
    case Precision::long_double:
      return run_in<Precision::long_double>(settings, ends);
    case Precision::digits50:
      return run_in<Precision::digits50>(settings, ends);
    case Precision::digits100:
      return run_in<Precision::digits100>(settings, ends);
  }
  return {};
}

}  // namespace

Trajectory simulate(const RunSettings& settings, const RunWatch& watch, const RunState& state) {
  return run_with(settings, {watch, state});
}

KeptRun simulate_and_keep(const RunSettings& settings, const RunWatch& watch) {
  const RunState none;
  std::shared_ptr<const DescentDynamics> dynamics;
  KeptRun run{run_with(settings, {watch, none, &dynamics}), {}};
  run.arrays = [dynamics] {
    return dynamics == nullptr ? std::vector<NamedArray>{} : dynamics->arrays();
  };
  return run;
}

}  // namespace benignity
