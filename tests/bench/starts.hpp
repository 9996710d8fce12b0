#pragma once

#include <cmath>
#include <cstdint>

#include "sim/engine/gram.hpp"
#include "sim/model/attention.hpp"

namespace benignity::bench {

/// The paper's n and T for nT tokens: T = 8.
inline constexpr std::int64_t tokens = 8;

/// A made-up problem of the paper's shape: labels alternate, head values are those of x_1 and of
/// noise. What a step costs does not depend on them.
template <class Real>
AttentionProblem<Real> made_up_problem(std::int64_t token_count) {
  AttentionProblem<Real> problem{token_count / tokens, tokens, {}, Vector<Real>(token_count)};
  for (std::int64_t i = 0; i < problem.samples; ++i) {
    problem.labels.truth.push_back(i % 2 == 0 ? 1 : -1);
    problem.labels.observed.push_back(i % 7 == 0 ? -problem.labels.truth.back()
                                                 : problem.labels.truth.back());
    for (std::int64_t t = 0; t < tokens; ++t) {
      problem.head_values(i * tokens + t) = Real(
          t == 0 ? problem.labels.truth.back() : 0.05 * std::sin(static_cast<double>(i + 9 * t)));
    }
  }
  return problem;
}

/// K = d I + sqrt(d) noise, H = K / 3, a = 0, for d = 2000: the size of the paper's entries.
template <class Real>
GramState<Real> made_up_state(std::int64_t token_count) {
  const Eigen::Index size = token_count + 2;
  GramState<Real> state{Matrix<Real>(size, size), {}, Vector<Real>::Zero(size), Real(0)};
  std::uint64_t bits = 1;
  for (Eigen::Index j = 0; j < size; ++j) {
    for (Eigen::Index i = j; i < size; ++i) {
      bits = bits * 6364136223846793005U + 1442695040888963407U;
      const double uniform = static_cast<double>(bits >> 40) / (1 << 24) - 0.5;
      state.kernel(i, j) = state.kernel(j, i) = Real((i == j ? 2000 : 0) + 150 * uniform);
    }
  }
  state.weighted_kernel = state.kernel / Real(3);
  return state;
}

}  // namespace benignity::bench
