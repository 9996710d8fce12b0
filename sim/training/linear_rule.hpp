#pragma once

#include <vector>

#include "sim/model/matrix.hpp"

namespace benignity {

/// One step of an optimiser, for one parameter theta_0 and what it carries beside it (velocities,
/// averages: theta_1, ...), with G = -dL/dtheta_0:
///   theta_j <- sum_i B_ij theta_i + g_j G        (right sides before the step)
/// Whoever can be written like this commutes with rotations of R^d and so is exact in Gram space,
/// theory/README.md section 12. A new optimiser is a new B and g; no engine knows its name.
template <class Real>
struct LinearRule {
  Matrix<Real> mixing;  ///< B, s x s
  Vector<Real> gain;    ///< g, s

  [[nodiscard]] Eigen::Index blocks() const { return gain.size(); }
};

/// theta <- (1 - alpha omega) theta + alpha G: gradient descent with decoupled weight decay.
template <class Real>
[[nodiscard]] LinearRule<Real> descent_rule(const Real& alpha, const Real& omega) {
  LinearRule<Real> rule{Matrix<Real>(1, 1), Vector<Real>(1)};
  rule.mixing(0, 0) = 1 - alpha * omega;
  rule.gain(0) = alpha;
  return rule;
}

/// Heavy ball (Polyak 1964), decoupled decay: V <- beta V + G, theta <- (1 - alpha omega) theta +
/// alpha V with the new V.
template <class Real>
[[nodiscard]] LinearRule<Real> heavy_ball_rule(const Real& alpha, const Real& beta,
                                               const Real& omega) {
  LinearRule<Real> rule{Matrix<Real>::Zero(2, 2), Vector<Real>(2)};
  rule.mixing(0, 0) = 1 - alpha * omega;
  rule.mixing(1, 0) = alpha * beta;
  rule.mixing(1, 1) = beta;
  rule.gain << alpha, 1;
  return rule;
}

/// A parameter that does not train, among others that carry `blocks` of their own.
template <class Real>
[[nodiscard]] LinearRule<Real> frozen_rule(Eigen::Index blocks) {
  return {Matrix<Real>::Identity(blocks, blocks), Vector<Real>::Zero(blocks)};
}

template <class Real>
[[nodiscard]] bool is_frozen(const LinearRule<Real>& rule) {
  return (rule.gain.array() == 0).all() &&
         rule.mixing == Matrix<Real>::Identity(rule.blocks(), rule.blocks());
}

/// blocks_j <- sum_i B_ij blocks_i + g_j x y^T in place, for matrices of x.size() rows and y.size()
/// columns; the gradient x y^T is never written down.
template <class Real>
void apply_rule_to_outer(const LinearRule<Real>& rule, const Vector<Real>& x, const Vector<Real>& y,
                         std::vector<Matrix<Real>>& blocks) {
  const Eigen::Index s = rule.blocks();
  const Eigen::Index rows = x.size();
  if (s == 1 && rule.mixing(0, 0) != 0) {  // plain descent: nothing to keep, the same roundings
    const Real factor = rule.mixing(0, 0);
    for (Eigen::Index column = 0; column < y.size(); ++column) {
      Real* const block = &blocks.front()(0, column);
      const Real along = rule.gain(0) * y(column);
      for (Eigen::Index r = 0; r < rows; ++r) block[r] = along * x(r) + factor * block[r];
    }
    return;
  }
  Matrix<Real> before(rows, s);
  for (Eigen::Index column = 0; column < y.size(); ++column) {
    for (Eigen::Index j = 0; j < s; ++j) {
      before.col(j) = blocks[static_cast<std::size_t>(j)].col(column);
    }
    for (Eigen::Index j = 0; j < s; ++j) {
      Real* const sum = &blocks[static_cast<std::size_t>(j)](0, column);
      const Real along = rule.gain(j) * y(column);
      for (Eigen::Index r = 0; r < rows; ++r) sum[r] = along * x(r);
      for (Eigen::Index i = 0; i < s; ++i) {
        const Real& factor = rule.mixing(i, j);
        if (factor == 0) continue;
        for (Eigen::Index r = 0; r < rows; ++r) sum[r] += factor * before(r, i);
      }
    }
  }
}

/// blocks_j <- sum_i B_ij blocks_i + g_j G for matrices or vectors of one shape.
template <class Real, class Block, class Gradient>
void apply_rule(const LinearRule<Real>& rule, const Gradient& gradient,
                std::vector<Block>& blocks) {
  std::vector<Block> next(blocks.size());
  for (Eigen::Index j = 0; j < rule.blocks(); ++j) {
    Block& sum = next[static_cast<std::size_t>(j)];
    sum = gradient * rule.gain(j);
    for (Eigen::Index i = 0; i < rule.blocks(); ++i) {
      if (rule.mixing(i, j) != 0) sum += blocks[static_cast<std::size_t>(i)] * rule.mixing(i, j);
    }
  }
  blocks.swap(next);
}

}  // namespace benignity
