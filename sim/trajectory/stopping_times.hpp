#pragma once

#include <limits>

#include "sim/trajectory/result.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// Signed distances of a state to the events of StoppingTimes; infinite where no sample is
/// concerned. Taken in the scalar of the run, rounded to double with their signs kept
/// (seen_in_double.hpp): the sign alone says whether an event holds.
struct EventLevels {
  double least_margin;     ///< min_i Y_i f_i: all fitted where it is > 0
  double clean_selection;  ///< least s_1 of a clean sample minus the threshold: selected at >= 0
  double noisy_selection;  ///< the same of a noisy sample
  double generalization;   ///< min(lambda_+, lambda_-) - target_gap: reached at >= 0
};

/// Watches a run and notes the first time of each event of StoppingTimes.
class StoppingTimeWatch {
 public:
  /// To be called at every step in order, tau = 0 first.
  void observe(double step, const EventLevels& levels) {
    observe(levels, [step](double EventLevels::*) { return step; });
  }

  /// The same for a run seen at some of its times, in order. An event that holds now and did not at
  /// the call before happened when a level passed 0: time_of(level) says when, in steps.
  template <class TimeOf>
  void observe(const EventLevels& levels, const TimeOf& time_of);

  [[nodiscard]] const StoppingTimes& times() const { return times_; }
  template <class Archive>
  void keep(Archive& archive) {
    archive(some_unfitted_before_, times_.fit_all, times_.select_clean, times_.select_noisy,
            times_.exit_noisy, times_.generalize);
  }

  /// Every event has its time.
  [[nodiscard]] bool finished() const;

 private:
  bool some_unfitted_before_ = false;
  StoppingTimes times_;
};

template <class TimeOf>
void StoppingTimeWatch::observe(const EventLevels& levels, const TimeOf& time_of) {
  constexpr double none = std::numeric_limits<double>::infinity();
  const auto note = [&](std::optional<double>& time, bool happened, double EventLevels::*level) {
    if (happened && !time) time = time_of(level);
  };
  const bool all_fitted = levels.least_margin > 0;
  // Before select_noisy, on purpose: a sample can leave only what all of them had entered at an
  // earlier observation. Noted after it, a state that satisfies both would end at its own
  // beginning.
  note(times_.exit_noisy, times_.select_noisy.has_value() && !(levels.noisy_selection >= 0),
       &EventLevels::noisy_selection);
  note(times_.fit_all, all_fitted && some_unfitted_before_, &EventLevels::least_margin);
  note(times_.select_clean, levels.clean_selection >= 0 && levels.clean_selection < none,
       &EventLevels::clean_selection);
  note(times_.select_noisy, levels.noisy_selection >= 0 && levels.noisy_selection < none,
       &EventLevels::noisy_selection);
  note(times_.generalize, levels.generalization >= 0, &EventLevels::generalization);
  some_unfitted_before_ = some_unfitted_before_ || !all_fitted;
}

}  // namespace benignity
