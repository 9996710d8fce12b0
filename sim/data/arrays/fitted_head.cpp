#include "sim/data/arrays/fitted_head.hpp"

#include <cmath>

#include "sim/model/products.hpp"

namespace benignity {
namespace {

constexpr double relative_ridge = 0.01;

RowMatrix<double> token_means(const LabelledTokens& samples) {
  RowMatrix<double> means = RowMatrix<double>::Zero(samples.samples, samples.rows.cols());
  for (Eigen::Index i = 0; i < samples.samples; ++i) {
    double there = 0;
    for (Eigen::Index j = i * samples.tokens; j < (i + 1) * samples.tokens; ++j) {
      if (!samples.absent.empty() && samples.absent[static_cast<std::size_t>(j)] != 0) continue;
      means.row(i) += samples.rows.row(j);
      there += 1;
    }
    means.row(i) /= there;
  }
  return means;
}

/// minus the derivative of a sample's loss in its outputs, put in the place of these, over n.
void replace_by_residuals(const LabelledTokens& samples, Matrix<double>& outputs) {
  const double share = 1 / static_cast<double>(samples.samples);
  for (Eigen::Index i = 0; i < outputs.rows(); ++i) {
    const int label = samples.labels[static_cast<std::size_t>(i)];
    auto row = outputs.row(i);
    if (outputs.cols() == 1) {
      row(0) = share * label / (1 + std::exp(label * row(0)));
      continue;
    }
    row = (row.array() - row.maxCoeff()).exp();
    row *= -share / row.sum();
    row(label) += share;
  }
}

}  // namespace

Matrix<double> fitted_head(const LabelledTokens& samples, std::int64_t classes,
                           const Checkpoint& checkpoint) {
  const RowMatrix<double> x = token_means(samples);
  const Eigen::Index outputs = classes == 2 ? 1 : classes;
  const double mean_square = x.squaredNorm() / static_cast<double>(x.rows());
  const double ridge = relative_ridge * mean_square;
  // The curvature of the loss in an output is at most 1/4 (logistic) or 1/2 (softmax), and the
  // largest eigenvalue of X^T X/n at most its trace.
  const double steepest = (outputs == 1 ? 0.25 : 0.5) * mean_square + ridge;
  const double root = std::sqrt(ridge / steepest);
  const double momentum = (1 - root) / (1 + root);
  Matrix<double> head = Matrix<double>::Zero(x.cols(), outputs);
  if (mean_square == 0) return head;
  Matrix<double> ahead = head;
  double first_slope = 0;
  constexpr int most_steps = 2000;
  for (int step = 0; step < most_steps; ++step) {
    checkpoint();
    Matrix<double> residuals = product(x, ahead);
    replace_by_residuals(samples, residuals);
    const Matrix<double> descent = product(x.transpose(), residuals) - ridge * ahead;
    const double slope = descent.norm();
    if (step == 0) first_slope = slope;
    if (slope <= 1e-10 * first_slope) break;
    const Matrix<double> next = ahead + descent / steepest;
    ahead = next + momentum * (next - head);
    head = next;
  }
  return ahead;
}

}  // namespace benignity
