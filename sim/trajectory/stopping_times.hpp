#pragma once

#include <algorithm>
#include <limits>

#include "sim/model/attention.hpp"
#include "sim/trajectory/result.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// Signed distances of a state to the events of StoppingTimes, in the scalar of the run; infinite
/// where no sample is concerned.
template <class Real>
struct EventLevels {
  Real least_margin;     ///< min_i Y_i f_i: all fitted where it is > 0
  Real clean_selection;  ///< least s_1 of a clean sample minus the threshold: selected at >= 0
  Real noisy_selection;  ///< the same of a noisy sample
  Real generalization;   ///< min(lambda_+, lambda_-) - target_gap: reached at >= 0
};

template <class Real>
[[nodiscard]] EventLevels<Real> event_levels(const Parameters& parameters,
                                             const AttentionProblem<Real>& problem,
                                             const AttentionResponse<Real>& response,
                                             const Real& lambda_min);

/// Watches a run and notes the first time of each event of StoppingTimes.
class StoppingTimeWatch {
 public:
  explicit StoppingTimeWatch(const Parameters& parameters);

  /// To be called at every step in order, tau = 0 first. lambda_min = min(lambda_+, lambda_-).
  template <class Real>
  void observe(double step, const AttentionProblem<Real>& problem,
               const AttentionResponse<Real>& response, const Real& lambda_min) {
    observe(event_levels(parameters_, problem, response, lambda_min),
            [step](Real EventLevels<Real>::*) { return step; });
  }

  /// The same for a run seen at some of its times, in order. An event that holds now and did not at
  /// the call before happened when a level passed 0: time_of(level) says when, in steps.
  template <class Real, class TimeOf>
  void observe(const EventLevels<Real>& levels, const TimeOf& time_of);

  [[nodiscard]] const StoppingTimes& times() const { return times_; }
  /// Every event has its time.
  [[nodiscard]] bool finished() const;

 private:
  Parameters parameters_;
  bool some_unfitted_before_ = false;
  StoppingTimes times_;
};

template <class Real>
EventLevels<Real> event_levels(const Parameters& parameters, const AttentionProblem<Real>& problem,
                               const AttentionResponse<Real>& response, const Real& lambda_min) {
  const auto threshold = static_cast<Real>(parameters.selection_threshold);
  const Real none = std::numeric_limits<Real>::infinity();
  // The smaller value; NaN where one of them is, so that NaN meets no threshold.
  const auto lesser = [](const Real& a, const Real& b) { return a <= b || a != a ? a : b; };
  EventLevels<Real> levels{none, none, none,
                           lambda_min - static_cast<Real>(parameters.target_gap())};
  for (Eigen::Index i = 0; i < response.margin.size(); ++i) {
    Real& selection = problem.labels.is_noisy(static_cast<std::size_t>(i)) ? levels.noisy_selection
                                                                           : levels.clean_selection;
    selection = lesser(selection, Real(response.relevant(i) - threshold));
    levels.least_margin = lesser(levels.least_margin, response.margin(i));
  }
  return levels;
}

template <class Real, class TimeOf>
void StoppingTimeWatch::observe(const EventLevels<Real>& levels, const TimeOf& time_of) {
  using Levels = EventLevels<Real>;
  const Real none = std::numeric_limits<Real>::infinity();
  const auto note = [&](std::optional<double>& time, bool happened, Real Levels::*level) {
    if (happened && !time) time = time_of(level);
  };
  const bool all_fitted = levels.least_margin > 0;
  note(times_.exit_noisy, times_.select_noisy.has_value() && !(levels.noisy_selection >= 0),
       &Levels::noisy_selection);
  note(times_.fit_all, all_fitted && some_unfitted_before_, &Levels::least_margin);
  note(times_.select_clean, levels.clean_selection >= 0 && levels.clean_selection < none,
       &Levels::clean_selection);
  note(times_.select_noisy, levels.noisy_selection >= 0 && levels.noisy_selection < none,
       &Levels::noisy_selection);
  note(times_.generalize, levels.generalization >= 0, &Levels::generalization);
  some_unfitted_before_ = some_unfitted_before_ || !all_fitted;
}

}  // namespace benignity
