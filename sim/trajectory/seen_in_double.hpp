#pragma once

#include <limits>

#include "sim/model/attention.hpp"
#include "sim/trajectory/dynamics.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// `value` in double, its sign kept where it underflows: events are decided by signs.
template <class Real>
[[nodiscard]] double sign_kept(const Real& value) {
  const auto rounded = static_cast<double>(value);
  if (rounded != 0 || value == 0) return rounded;
  constexpr double least = std::numeric_limits<double>::denorm_min();
  return value > 0 ? least : -least;
}

/// Levels of a state; the differences are taken in Real. lambda_min = min(lambda_+, lambda_-).
template <class Real>
[[nodiscard]] EventLevels event_levels(const Parameters& parameters,
                                       const AttentionProblem<Real>& problem,
                                       const AttentionResponse<Real>& response,
                                       const Real& lambda_min) {
  const auto threshold = static_cast<Real>(parameters.selection_threshold);
  constexpr double none = std::numeric_limits<double>::infinity();
  // The smaller value; NaN where one of them is, so that NaN meets no threshold.
  const auto lesser = [](double a, double b) { return a <= b || a != a ? a : b; };
  EventLevels levels{none, none, none,
                     sign_kept(Real(lambda_min - static_cast<Real>(parameters.target_gap())))};
  for (Eigen::Index i = 0; i < response.margin.size(); ++i) {
    double& selection = problem.labels.is_noisy(static_cast<std::size_t>(i))
                            ? levels.noisy_selection
                            : levels.clean_selection;
    selection = lesser(selection, sign_kept(Real(response.relevant(i) - threshold)));
    levels.least_margin = lesser(levels.least_margin, sign_kept(response.margin(i)));
  }
  return levels;
}

/// `logits`: all M, those of mu_+1 and mu_-1 after those of the samples.
template <class Real>
[[nodiscard]] EventLevels event_levels(const Parameters& parameters,
                                       const AttentionProblem<Real>& problem,
                                       const AttentionResponse<Real>& response,
                                       const Vector<Real>& logits) {
  const Eigen::Index tokens = problem.logit_count();
  const Real& plus = logits(tokens);
  const Real& minus = logits(tokens + 1);
  return event_levels<Real>(parameters, problem, response, minus < plus ? minus : plus);
}

template <class Real>
[[nodiscard]] TrainingFigures training_figures(const AttentionProblem<Real>& problem,
                                               const AttentionResponse<Real>& response,
                                               const Vector<Real>& logits,
                                               const Real& query_norm2) {
  TrainingFigures figures;
  figures.loss = static_cast<double>(mean_loss(response));
  for (Eigen::Index i = 0; i < response.margin.size(); ++i) {
    figures.fitted.push_back(response.margin(i) > 0);
    figures.relevant.push_back(static_cast<double>(response.relevant(i)));
    figures.margins.push_back(static_cast<double>(response.margin(i)));
  }
  figures.relevant_of_heads = figures.relevant;
  const Eigen::Index tokens = problem.logit_count();
  figures.lambda_plus = static_cast<double>(logits(tokens));
  figures.lambda_minus = static_cast<double>(logits(tokens + 1));
  figures.query_norm2 = static_cast<double>(query_norm2);
  return figures;
}

}  // namespace benignity
