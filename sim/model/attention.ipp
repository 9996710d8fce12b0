#pragma once

#include <cmath>

#include "sim/lanes/kernels.hpp"
#include "sim/model/attention.hpp"

namespace benignity {

template <class Real>
AttentionProblem<Real> attention_problem(const Parameters& parameters, const TrainingSet& set) {
  using std::sqrt;
  const std::int64_t token_count = parameters.samples * parameters.tokens;
  AttentionProblem<Real> problem{parameters.samples, parameters.tokens, set.labels,
                                 Vector<Real>(token_count)};
  const Real head_component = Real(parameters.head_norm()) / sqrt(Real(2));
  for (std::int64_t j = 0; j < token_count; ++j) {
    problem.head_values(j) = head_component * (Real(set.rows(j, 0)) - Real(set.rows(j, 1)));
  }
  return problem;
}

template <class Real>
void respond(const AttentionProblem<Real>& problem, const Vector<Real>& logits,
             AttentionResponse<Real>& response) {
  using std::exp;
  const std::int64_t tokens = problem.tokens;
  response.margin.resize(problem.samples);
  response.relevant.resize(problem.samples);
  response.coefficients.resize(logits.size());
  response.coefficients.tail(logits.size() - problem.logit_count()).setZero();
  if constexpr (has_lanes<Real>) {
    response.scratch.resize(softmax_scratch<Real>(problem.samples, tokens));
    kernels<Real>().respond({problem.samples, tokens, problem.logits_a_sample(), logits.data(),
                             problem.head_values.data(), problem.labels.observed.data(),
                             response.margin.data(), response.relevant.data(),
                             response.coefficients.data(), response.scratch.data()});
    return;
  }
  const std::int64_t carried = problem.logits_a_sample();
  Vector<Real> a = Vector<Real>::Zero(tokens);
  Vector<Real> s(tokens);
  for (std::int64_t sample = 0; sample < problem.samples; ++sample) {
    a.tail(carried) = logits.segment(sample * carried, carried);
    const auto gamma = problem.head_values.segment(sample * tokens, tokens);
    std::int64_t pivot = 0;
    for (std::int64_t t = 1; t < tokens; ++t) {
      if (a(t) > a(pivot)) pivot = t;
    }
    Real normaliser = 0;
    for (std::int64_t t = 0; t < tokens; ++t) {
      s(t) = exp(a(t) - a(pivot));
      normaliser += s(t);
    }
    Real excess = 0;  // f - gamma_pivot
    for (std::int64_t t = 0; t < tokens; ++t) {
      s(t) /= normaliser;
      excess += s(t) * (gamma(t) - gamma(pivot));
    }
    const auto label = static_cast<Real>(problem.labels.observed[static_cast<std::size_t>(sample)]);
    const Real margin = label * (gamma(pivot) + excess);
    const Real weight = label * loss_weight(margin) / Real(problem.samples);
    response.margin(sample) = margin;
    response.relevant(sample) = s(0);
    for (std::int64_t t = problem.left_out; t < tokens; ++t) {
      response.coefficients(sample * carried + t - problem.left_out) =
          s(t) * (weight * ((gamma(t) - gamma(pivot)) - excess));
    }
  }
}

template <class Real>
Real mean_loss(const AttentionResponse<Real>& response) {
  Real sum = 0;
  for (const Real& margin : response.margin) sum += logistic_loss(margin);
  return sum / Real(response.margin.size());
}

}  // namespace benignity
