#pragma once

#include "sim/model/attention.hpp"
#include "sim/trajectory/result.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// Watches a run step by step and notes the first time of each event of StoppingTimes.
class StoppingTimeWatch {
 public:
  explicit StoppingTimeWatch(const Parameters& parameters);

  /// To be called at every step in order, tau = 0 first. lambda_min = min(lambda_+, lambda_-).
  template <class Real>
  void observe(double step, const AttentionProblem<Real>& problem,
               const AttentionResponse<Real>& response, const Real& lambda_min);

  [[nodiscard]] const StoppingTimes& times() const { return times_; }

 private:
  double selection_threshold_;
  double target_gap_;
  bool some_unfitted_before_ = false;
  StoppingTimes times_;
};

template <class Real>
void StoppingTimeWatch::observe(double step, const AttentionProblem<Real>& problem,
                                const AttentionResponse<Real>& response, const Real& lambda_min) {
  bool all_fitted = true;
  bool clean_selected = true;
  bool noisy_selected = true;
  bool has_clean = false;
  bool has_noisy = false;
  for (Eigen::Index i = 0; i < response.margin.size(); ++i) {
    const bool selected = response.relevant(i) >= selection_threshold_;
    all_fitted = all_fitted && response.margin(i) > 0;
    if (problem.labels.is_noisy(static_cast<std::size_t>(i))) {
      has_noisy = true;
      noisy_selected = noisy_selected && selected;
    } else {
      has_clean = true;
      clean_selected = clean_selected && selected;
    }
  }
  const auto note = [step](std::optional<double>& time, bool happened) {
    if (happened && !time) time = step;
  };
  note(times_.exit_noisy, times_.select_noisy.has_value() && !noisy_selected);
  note(times_.fit_all, all_fitted && some_unfitted_before_);
  note(times_.select_clean, has_clean && clean_selected);
  note(times_.select_noisy, has_noisy && noisy_selected);
  note(times_.generalize, lambda_min >= target_gap_);
  some_unfitted_before_ = some_unfitted_before_ || !all_fitted;
}

}  // namespace benignity
