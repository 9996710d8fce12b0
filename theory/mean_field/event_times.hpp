#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "theory/mean_field/equations.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// What the stopping times compare with: s_1 >= selection, min(lambda_+, lambda_-) >= gap.
struct MeanFieldThresholds {
  double selection;
  double gap;
};

struct MeanFieldOptions {
  /// Largest log(g theta); log(tau/tau_memorize) differs from it by at most log(2)/2, (7.3).
  double log_horizon = 200;
  /// Of the logits, each step. The default keeps log-times within 1e-6 * max(1, |log-time|) for
  /// kappa up to 10^9 (checked there and at 13 smaller kappa from 1/30 on).
  double tolerance = 1e-7;
  std::int64_t largest_step_count = 50'000;
};

/// Why the integration stopped. After `horizon` an absent time means "not before the horizon".
enum class MeanFieldEnd {
  every_event_found,
  horizon,
  step_count,
  nothing_moves,
  outside_solved_range  ///< not integrated: inside_solved_range(system) is false
};

/// The state at one moment, with what the margins of theory section 9 need of it.
struct MeanFieldMoment {
  double squared_noise_logits_per_sample;  ///< sum of b^2 over all n T tokens, divided by n
  SignalLogits<double> lambda;
  std::array<double, 4> relevant_softmax;  ///< s_1 by SampleType, absent types included
};

/// First times, absent where the event does not happen. Their unit is what the function that
/// returns them says. Types of weight 0 do not count. The first four are those of
/// [derived] theory/README.md (7.8).
struct MeanFieldTimes {
  std::optional<double> fit;           ///< all samples have Y f > 0 after at least one did not
  std::optional<double> select_clean;  ///< all clean samples have s_1 >= selection
  std::optional<double> select_noisy;  ///< all noisy samples have s_1 >= selection
  std::optional<double> exit;          ///< a noisy sample is below it again, after select_noisy
  std::optional<double> generalize;    ///< min(lambda_+, lambda_-) >= gap
  std::optional<MeanFieldMoment> at_fit;
  std::optional<MeanFieldMoment> at_generalize;
  bool fitted_from_start;  ///< every Y f > 0 at theta = 0; fit then waits until one is not
  /// The largest energy_per_sample (7b.7) up to the latest of the events found, 0 without one: n/
  /// (sigma_eps^2 d) of it is the largest |W^T p|^2 while the times speak, theory/README.md (9.15).
  double largest_energy_per_sample;
  MeanFieldEnd end;
  std::int64_t step_count;  ///< of the integrator
};

[[nodiscard]] MeanFieldMoment mean_field_moment(const MeanFieldSystem<double>& system,
                                                const MeanFieldState<double>& state);

/// Times in the scaled time theta. An event that holds at theta = 0 has time 0.
[[nodiscard]] MeanFieldTimes mean_field_times(const MeanFieldSystem<double>& system,
                                              const MeanFieldThresholds& thresholds,
                                              const MeanFieldOptions& options = {});

/// Times in gradient-descent steps (real); absent too where they exceed the largest double.
/// Throws InvalidInput where validate does.
[[nodiscard]] MeanFieldTimes mean_field_times(const Parameters& parameters,
                                              const MeanFieldOptions& options = {});

}  // namespace benignity
