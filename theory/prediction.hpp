#pragma once

#include <optional>
#include <vector>

#include "theory/assumptions/margins.hpp"
#include "theory/assumptions/trained_logits.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/parameters.hpp"
#include "theory/regime.hpp"

namespace benignity {

/// Everything the theory says about one setting before a run.
struct Prediction {
  double signal_to_noise_ratio;  ///< |mu|/(sigma_eps sqrt(d))
  double kappa;                  ///< n SNR^2
  Regime regime;
  double tau_select;      ///< steps, [paper]
  double tau_memorize;    ///< steps, [paper]
  double tau_benign;      ///< steps, [paper]; infinite beyond the range of double
  double log_tau_benign;  ///< finite always
  /// At the mean field's generalisation time, else at its fitting time, else at tau = 0.
  std::vector<Margin> margins;
  MeanFieldTimes mean_field;  ///< steps
  CriticalKappa critical_kappa;
  std::optional<double> log_time_slope;  ///< d log(generalize)/d(1/kappa), theory/README.md (7.15)
};

/// Throws InvalidInput for parameters that validate() refuses.
[[nodiscard]] Prediction predict(const Parameters& parameters);

/// The mean field's moment in the form the margins read: sum b^2 over all nT tokens.
[[nodiscard]] TrainedLogits trained_logits(const Parameters& parameters,
                                           const MeanFieldMoment& moment);

}  // namespace benignity
