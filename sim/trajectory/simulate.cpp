#include "sim/trajectory/simulate.hpp"

#include "sim/trajectory/mean_field_run.hpp"
#include "sim/trajectory/simulate_in.hpp"
#include "theory/scalar.hpp"

namespace benignity {

Trajectory simulate(const RunSettings& settings) {
  validate(settings);
  if (settings.engine == Engine::mean_field) return simulate_mean_field(settings);
  switch (settings.precision) {
    case Precision::float32:
      return simulate_in<float>(settings);
    case Precision::float64:
      return simulate_in<double>(settings);
    case Precision::long_double:
      return simulate_in<long double>(settings);
    case Precision::digits50:
      return simulate_in<Float50>(settings);
    case Precision::digits100:
      return simulate_in<Float100>(settings);
  }
  return {};
}

}  // namespace benignity
