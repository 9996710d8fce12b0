#include "sim/trajectory/simulate.hpp"

#include "sim/trajectory/mean_field_run.hpp"
#include "sim/trajectory/run.hpp"

namespace benignity {
namespace {

template <Precision precision>
Trajectory run_in(const RunSettings& settings, const RunWatch& watch) {
  if (settings.engine == Engine::flow)
    return run_flow(settings, *flow_in<precision>(settings), watch);
  return run_descent(settings, *descent_in<precision>(settings), watch);
}

}  // namespace

Trajectory simulate(const RunSettings& settings, const RunWatch& watch) {
  validate(settings);
  if (settings.engine == Engine::mean_field) return simulate_mean_field(settings);
  switch (settings.precision) {
    case Precision::float32:
      return run_in<Precision::float32>(settings, watch);
    case Precision::float64:
      return run_in<Precision::float64>(settings, watch);
    case Precision::long_double:
      return run_in<Precision::long_double>(settings, watch);
    case Precision::digits50:
      return run_in<Precision::digits50>(settings, watch);
    case Precision::digits100:
      return run_in<Precision::digits100>(settings, watch);
  }
  return {};
}

}  // namespace benignity
