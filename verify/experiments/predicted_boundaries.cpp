#include "verify/experiments/predicted_boundaries.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/memorisation.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

/// |nu||mu| = 1 up to rounding is one value, not many.
double to_float_digits(double value) { return static_cast<float>(value); }

/// A threshold, computed once for all cells that agree in what it depends on.
class Remembered {
 public:
  using Threshold = std::optional<double>;

  template <class Compute>
  Threshold operator()(std::vector<double> key, const Compute& compute) {
    const auto [found, is_new] = known_.try_emplace(std::move(key));
    if (is_new) found->second = compute();
    return found->second;
  }

 private:
  std::map<std::vector<double>, Threshold> known_;
};

double log_ratio(double value, const std::optional<double>& threshold) {
  return threshold ? std::log(value / *threshold) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::vector<PredictedBoundary> predicted_boundaries(const std::vector<RunSettings>& cells) {
  PredictedBoundary critical{"predicted κ = κ*", {}};
  PredictedBoundary head{"head noise: error δ of uniform attention", {}};
  PredictedBoundary memory{"memorisation: late error δ", {}};
  Remembered critical_kappas;
  Remembered memorisation_thresholds;
  for (const RunSettings& cell : cells) {
    const Parameters& parameters = cell.parameters;
    const auto system = mean_field_system<double>(parameters);
    std::vector<double> key(system.layout.weight.begin(), system.layout.weight.end());
    key.insert(key.end(), system.layout.multiplicity.begin(), system.layout.multiplicity.end());
    key.insert(key.end(), {system.layout.weak_signal, to_float_digits(system.head_value),
                           parameters.selection_threshold});
    critical.excess.push_back(log_ratio(
        system.kappa, critical_kappas(key, [&] { return critical_kappa(parameters).value; })));
    head.excess.push_back(
        log_ratio(parameters.signal_norm, uniform_head_noise_threshold(parameters)));
    key.insert(key.end(),
               {static_cast<double>(parameters.samples), static_cast<double>(parameters.dimension),
                parameters.noise_std, parameters.failure_probability});
    memory.excess.push_back(log_ratio(parameters.signal_norm, memorisation_thresholds(key, [&] {
                                        return memorisation_threshold(parameters);
                                      })));
  }
  return {std::move(critical), std::move(head), std::move(memory)};
}

}  // namespace benignity
