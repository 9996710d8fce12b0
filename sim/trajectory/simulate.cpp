#include "sim/trajectory/simulate.hpp"

#include <string>

#include "sim/encoder/run.hpp"
#include "sim/trajectory/engine_choice.hpp"
#include "sim/trajectory/given_dynamics.hpp"
#include "sim/trajectory/mean_field_run.hpp"
#include "sim/trajectory/run.hpp"
#include "theory/invalid_input.hpp"
#include "theory/setting/plain.hpp"

namespace benignity {
namespace {

template <Precision precision>
Trajectory run_in(const RunSettings& settings, const RunWatch& watch, const RunState& state) {
  if constexpr (precision == Precision::float64 || precision == Precision::digits50) {
    if (settings.engine == Engine::flow) {
      return run_flow(settings, *flow_in<precision>(settings), watch);
    }
    if (!is_plain(settings.parameters)) {
      return run_descent(settings, *heads_in<precision>(settings), watch, state);
    }
  }
  return run_descent(settings, *descent_in<precision>(settings), watch, state);
}

}  // namespace

Trajectory simulate(const RunSettings& settings, const RunWatch& watch, const RunState& state) {
  if (settings.engine == Engine::automatic) {
    return simulate(with_chosen_engine(settings), watch, state);
  }
  validate(settings);
  if (settings.has_continuous_time() &&
      (state.from != nullptr || state.to != nullptr || state.attention != nullptr)) {
    throw InvalidInput(
        "engine", std::string(name(settings.engine)),
        "sampled, gram or dense with --save-state, --save-attention and --from-state");
  }
  if (settings.engine == Engine::mean_field) return simulate_mean_field(settings);
  if (settings.parameters.model == ModelKind::one_layer_encoder) {
    return run_descent(settings, *encoder_dynamics(settings), watch, state);
  }
  if (settings.data != nullptr) {
    return run_descent(settings, *given_dynamics(settings), watch, state);
  }
  switch (settings.precision) {
    case Precision::float32:
      return run_in<Precision::float32>(settings, watch, state);
    case Precision::float64:
      return run_in<Precision::float64>(settings, watch, state);
    case Precision::long_double:
      return run_in<Precision::long_double>(settings, watch, state);
    case Precision::digits50:
      return run_in<Precision::digits50>(settings, watch, state);
    case Precision::digits100:
      return run_in<Precision::digits100>(settings, watch, state);
  }
  return {};
}

}  // namespace benignity
