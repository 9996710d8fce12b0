#pragma once

#include <optional>
#include <string>
#include <vector>

#include "theory/assumptions/margins.hpp"
#include "theory/assumptions/training.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/mean_field/equations.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/regime.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// The mean field's closed forms, each with the range of its own header.
struct ClosedForms {
  std::optional<double> benign_slope;    ///< limit of d log(generalize)/d(1/kappa), (7.14)
  std::optional<double> log_time_slope;  ///< the same at this kappa, (7.15)
  std::string log_time_slope_reason;     ///< why there is none; empty where there is one
  SignalLogits<double> late_growth;      ///< dlambda_+-/dlog(tau) at late times, (7.12)
  std::optional<double> exit_exponent;   ///< limit of log(exit)/kappa, (7.18)
  double noisy_plateau;                  ///< where s_1 settles at kappa = infinity, (7.19)
  double full_selection_limit;  ///< label noise below which s_1 -> 1 is possible, sigma(-g), (7.19)
  double selection_limit;       ///< the same for s_1 >= selection_threshold, (7.19)
  std::optional<double> one_gap_select;  ///< steps, by G: large kappa, small g, (7b.9)
};

/// Everything the theory says about one setting before a run. Of a setting that is not plain:
/// scales, times, kappa*, closed forms and margins are those of its equivalent.
struct Prediction {
  MeanFieldEquivalent equivalent;  ///< the setting itself where it is plain
  double signal_to_noise_ratio;    ///< |mu|/(sigma_eps sqrt(d))
  double kappa;                    ///< n SNR^2
  Regime regime;
  double tau_select;            ///< steps, [paper]
  double tau_memorize;          ///< steps, [paper]
  double tau_benign;            ///< steps, [paper]; infinite beyond the range of double
  double log_tau_benign;        ///< finite always
  std::vector<Margin> margins;  ///< at promised_logits
  MeanFieldTimes mean_field;    ///< steps
  CriticalKappa critical_kappa;
  ClosedForms closed_forms;

  /// selection_threshold <= 1/T: uniform attention meets it, every sample selects at step 0.
  bool degenerate_selection;

  /// lazy_kernel where it does not exceed 1: H and q then grow, section 7b stands in for section 7
  /// and the mean field's times are too late. Of a kernel that stands still spectral_near_
  /// orthogonality: K's off-diagonal noise makes the times too early. Empty where the constants
  /// apply.
  [[nodiscard]] std::vector<Margin> unmet_mean_field_margins() const;
};

/// Throws InvalidInput for parameters that validate() refuses, or whose mean field is no plain
/// setting's: mean_field_reduction() says why.
[[nodiscard]] Prediction predict(const Parameters& parameters);

/// The mean field's moment in the form the margins read: sum b^2 over all nT tokens.
[[nodiscard]] TrainedLogits trained_logits(const Parameters& parameters,
                                           const MeanFieldMoment& moment);

/// What the margins judge, over every time that the theorem or the prediction speaks of. Fresh
/// data: at the generalisation time, or at the fitting time where that is later and they are less
/// quiet; the energy: its largest up to the latest of fit, selections, exit and generalisation. The
/// thresholds are the theorem's own, selection 1/2 and gap log(T-1); those of the parameters can
/// prolong what is looked at, never shorten it: `chosen` are mean_field_times(parameters). Throws
/// as above.
[[nodiscard]] PromisedLogits promised_logits(const Parameters& parameters,
                                             const MeanFieldTimes& chosen);

}  // namespace benignity
