#pragma once

#include <cmath>
#include <cstdint>

#include "sim/model/attention.hpp"
#include "sim/random/stream.hpp"

namespace benignity::testing {

/// A problem and its logits, two passive ones behind.
template <class Real>
struct AttentionInputs {
  AttentionProblem<Real> problem;
  Vector<Real> logits;
};

/// `samples` samples with random labels and head values N(0, 1) and logits N(0, spread^2), and two
/// passive logits.
inline AttentionInputs<double> random_inputs(std::uint64_t replicate, std::int64_t samples,
                                             std::int64_t tokens, double spread) {
  Stream stream({31, Purpose::design, replicate, 0, 0});
  AttentionInputs<double> inputs{{samples, tokens, {}, Vector<double>(samples * tokens)},
                                 Vector<double>(samples * tokens + 2)};
  for (std::int64_t i = 0; i < samples; ++i) {
    inputs.problem.labels.truth.push_back(stream.uniform() < 0.5 ? 1 : -1);
    inputs.problem.labels.observed.push_back(stream.uniform() < 0.5 ? 1 : -1);
  }
  for (double& value : inputs.problem.head_values) value = stream.normal();
  for (double& value : inputs.logits) value = spread * stream.normal();
  return inputs;
}

template <class Real, class From>
AttentionInputs<Real> cast(const AttentionInputs<From>& inputs) {
  return {{inputs.problem.samples, inputs.problem.tokens, inputs.problem.labels,
           inputs.problem.head_values.template cast<Real>()},
          inputs.logits.template cast<Real>()};
}

template <class Real>
AttentionResponse<Real> response_to(const AttentionInputs<Real>& inputs) {
  AttentionResponse<Real> response;
  respond(inputs.problem, inputs.logits, response);
  return response;
}

/// The definition, c = (1/n) sigma(-Y f) Y s_t (gamma_t - f); `gap` says how gamma_t - f is taken,
/// gap(softmax, gamma, t).
template <class Real, class Gap>
AttentionResponse<Real> defined_response(const AttentionInputs<Real>& inputs, const Gap& gap) {
  using std::exp;
  const auto& [samples, tokens, labels, head_values, left_out] = inputs.problem;
  AttentionResponse<Real> response{Vector<Real>(samples), Vector<Real>(samples),
                                   Vector<Real>::Zero(inputs.logits.size())};
  for (std::int64_t i = 0; i < samples; ++i) {
    const Vector<Real> logits = inputs.logits.segment(i * tokens, tokens);
    const Vector<Real> gamma = head_values.segment(i * tokens, tokens);
    Vector<Real> softmax(tokens);
    const Real largest = logits.maxCoeff();
    for (std::int64_t t = 0; t < tokens; ++t) softmax(t) = exp(logits(t) - largest);
    softmax /= Real(softmax.sum());
    const Real label(labels.observed[static_cast<std::size_t>(i)]);
    response.margin(i) = label * softmax.dot(gamma);
    response.relevant(i) = softmax(0);
    const Real weight = label / (Real(samples) * (1 + exp(response.margin(i))));
    for (std::int64_t t = 0; t < tokens; ++t) {
      response.coefficients(i * tokens + t) = weight * softmax(t) * gap(softmax, gamma, t);
    }
  }
  return response;
}

/// gamma_t - f as written: loses every digit once a token is selected.
template <class Real>
AttentionResponse<Real> naive_response(const AttentionInputs<Real>& inputs) {
  return defined_response(
      inputs, [](const Vector<Real>& softmax, const Vector<Real>& gamma, Eigen::Index t) {
        return Real(gamma(t) - softmax.dot(gamma));
      });
}

/// gamma_t - f as sum_u s_u (gamma_t - gamma_u), O(T^2): right however small 1 - s_t is.
template <class Real>
AttentionResponse<Real> reference_response(const AttentionInputs<Real>& inputs) {
  return defined_response(
      inputs, [](const Vector<Real>& softmax, const Vector<Real>& gamma, Eigen::Index t) {
        Real sum = 0;
        for (Eigen::Index u = 0; u < gamma.size(); ++u) sum += softmax(u) * (gamma(t) - gamma(u));
        return sum;
      });
}

}  // namespace benignity::testing
