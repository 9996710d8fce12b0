#include "theory/regime.hpp"

#include "theory/harmful/attention_readout.hpp"
#include "theory/harmful/test_error.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

bool memorisation_harms(const Parameters& parameters, const MeanFieldTimes& times) {
  if (!times.at_generalize) return true;
  const AttentionReadout readout = mean_field_readout(parameters, *times.at_generalize);
  return test_error(parameters, readout) > parameters.failure_probability;
}

}  // namespace

std::string_view name(Regime regime) {
  switch (regime) {
    case Regime::not_overfitting:
      return "not_overfitting";
    case Regime::benign_overfitting:
      return "benign_overfitting";
    case Regime::harmful_overfitting:
      return "harmful_overfitting";
    case Regime::boundary:
      break;
  }
  return "boundary";
}

Regime regime(const Parameters& parameters, const CriticalKappa& critical,
              const MeanFieldTimes& times) {
  if (critical.status == CriticalKappaStatus::no_noisy_samples) return Regime::not_overfitting;
  if (critical.status == CriticalKappaStatus::outside_solved_range) return Regime::boundary;
  if (critical.value) {
    const double ratio = kappa<double>(parameters) / *critical.value;
    if (ratio > 1 + boundary_half_width) return Regime::not_overfitting;
    if (ratio >= 1 - boundary_half_width) return Regime::boundary;
  }
  return memorisation_harms(parameters, times) ? Regime::harmful_overfitting
                                               : Regime::benign_overfitting;
}

}  // namespace benignity
