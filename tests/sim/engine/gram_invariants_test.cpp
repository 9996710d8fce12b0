#include <cstdint>

#include <Eigen/LU>
#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/engine/gram.hpp"
#include "sim/model/products.hpp"
#include "tests/support/small_runs.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace {

/// What one step did, with every symmetric matrix in full.
struct Step {
  Matrix<Float50> kernel;  // K
  Matrix<Float50> weighted_before;
  Matrix<Float50> weighted_after;
  Vector<Float50> logits_before;
  Vector<Float50> logits_after;
  Vector<Float50> coefficients;  // c of this step
  Float50 query_before;
  Float50 query_after;
  Float50 alpha;
};

/// The step after `earlier` others.
Step step_of(std::uint64_t replicate, int earlier) {
  const Parameters parameters = random_regular_parameters(replicate);
  const TrainingSet set = draw_training_set(parameters, 2, replicate);
  auto gram = gram_start<Float50>(parameters, set, 2, replicate);
  const Float50 alpha(parameters.step_size);
  for (int i = 0; i < earlier; ++i) gram.step(alpha);
  Step step;
  step.alpha = alpha;
  step.kernel = symmetric(gram.state().kernel);
  step.weighted_before = symmetric(gram.state().weighted_kernel);
  step.logits_before = gram.logits();
  step.query_before = gram.query_norm2();
  step.coefficients = gram.response().coefficients;
  gram.step(alpha);
  step.weighted_after = symmetric(gram.state().weighted_kernel);
  step.logits_after = gram.logits();
  step.query_after = gram.query_norm2();
  return step;
}

/// Gamma = [[H, a], [a^T, q]].
Matrix<Float50> bordered(const Matrix<Float50>& weighted, const Vector<Float50>& logits,
                         const Float50& query_norm2) {
  const Eigen::Index size = logits.size();
  Matrix<Float50> gamma(size + 1, size + 1);
  gamma.topLeftCorner(size, size) = weighted;
  gamma.col(size).head(size) = logits;
  gamma.row(size).head(size) = logits.transpose();
  gamma(size, size) = query_norm2;
  return gamma;
}

TEST_CASE("one step is the congruence A^T Gamma A, A = I bordered by alpha c and alpha k^T") {
  for (std::uint64_t replicate = 0; replicate < 8; ++replicate) {
    CAPTURE(replicate);
    const Step step = step_of(replicate, 7);
    const Eigen::Index size = step.logits_before.size();
    Matrix<Float50> congruence = Matrix<Float50>::Identity(size + 1, size + 1);
    congruence.col(size).head(size) = step.alpha * step.coefficients;
    congruence.row(size).head(size) =
        step.alpha * product(step.kernel, step.coefficients).transpose();
    const Matrix<Float50> before =
        bordered(step.weighted_before, step.logits_before, step.query_before);
    const Matrix<Float50> after =
        bordered(step.weighted_after, step.logits_after, step.query_after);
    const Matrix<Float50> expected = product(product(congruence.transpose(), before), congruence);
    CHECK(largest_entry(after - expected) < 1e-45 * largest_entry(after));
    CHECK(largest_entry(after - before) > 1e-4);
  }
}

TEST_CASE("det Gamma changes by the factor (1 - alpha^2 c^T K c)^2 in a step") {
  for (std::uint64_t replicate = 0; replicate < 8; ++replicate) {
    CAPTURE(replicate);
    const Step step = step_of(replicate, 7);
    const Float50 before =
        bordered(step.weighted_before, step.logits_before, step.query_before).determinant();
    const Float50 after =
        bordered(step.weighted_after, step.logits_after, step.query_after).determinant();
    const Float50 c_dot_kc = step.coefficients.dot(product(step.kernel, step.coefficients));
    const Float50 root = 1 - step.alpha * step.alpha * c_dot_kc;
    CHECK(static_cast<double>(abs(after / (root * root * before) - 1)) < 1e-35);
    CHECK(static_cast<double>(abs(after / before - 1)) > 1e-12);
  }
}

TEST_CASE("tr(K^-1 H) - q changes by alpha^2 (q c^T K c - c^T H c) in a step") {
  for (std::uint64_t replicate = 0; replicate < 8; ++replicate) {
    CAPTURE(replicate);
    const Step step = step_of(replicate, 7);
    const Eigen::PartialPivLU<Matrix<Float50>> kernel(step.kernel);
    const Float50 before = kernel.solve(step.weighted_before).trace() - step.query_before;
    const Float50 after = kernel.solve(step.weighted_after).trace() - step.query_after;
    const Vector<Float50>& c = step.coefficients;
    const Float50 expected = step.alpha * step.alpha *
                             (step.query_before * c.dot(product(step.kernel, c)) -
                              c.dot(product(step.weighted_before, c)));
    CHECK(static_cast<double>(abs(after - before - expected)) < 1e-38);
    CHECK(static_cast<double>(abs(expected)) > 1e-12);
  }
}

TEST_CASE("dense: W W^T - p p^T changes by alpha^2 (|v|^2 p p^T - W v v^T W^T) in a step") {
  for (std::uint64_t replicate = 0; replicate < 8; ++replicate) {
    CAPTURE(replicate);
    const Parameters parameters = random_small_parameters(replicate);
    const TrainingSet set = draw_training_set(parameters, 2, replicate);
    auto dense = dense_start<Float50>(parameters, set, 2, replicate);
    const Float50 alpha(parameters.step_size);
    for (int i = 0; i < 7; ++i) dense.step(alpha);
    const Eigen::Index active = parameters.samples * parameters.tokens;
    const Vector<Float50> v = product(set.rows.topRows(active).cast<Float50>().eval().transpose(),
                                      dense.response().coefficients.head(active));
    const RowMatrix<Float50> weights = dense.weights();
    const Vector<Float50> query = dense.query();
    const Vector<Float50> image = product(weights, v);
    dense.step(alpha);
    const auto balance = [](const RowMatrix<Float50>& w, const Vector<Float50>& p) {
      return Matrix<Float50>(product(w, w.transpose()) - product(p, p.transpose()));
    };
    const Matrix<Float50> expected =
        alpha * alpha *
        (v.squaredNorm() * product(query, query.transpose()) - product(image, image.transpose()));
    CHECK(largest_entry(balance(dense.weights(), dense.query()) - balance(weights, query) -
                        expected) < 1e-45);
    CHECK(largest_entry(expected) > 1e-12);
  }
}

TEST_CASE("a small step lowers the loss at the rate c^T H c + q c^T K c") {
  // Finite difference at 50 digits with alpha = 1e-20: relative error O(alpha).
  for (std::uint64_t replicate = 0; replicate < 4; ++replicate) {
    const Parameters parameters = random_regular_parameters(replicate);
    const TrainingSet set = draw_training_set(parameters, 2, replicate);
    auto gram = gram_start<Float50>(parameters, set, 2, replicate);
    const Vector<Float50> c = gram.response().coefficients;
    const Float50 rate = c.dot(product(symmetric(gram.state().weighted_kernel), c)) +
                         gram.query_norm2() * c.dot(product(symmetric(gram.state().kernel), c));
    const Float50 alpha = 1 / pow(Float50(10), 20);
    const Float50 before = mean_loss(gram.response());
    gram.step(alpha);
    const Float50 fall = (before - mean_loss(gram.response())) / alpha;
    CAPTURE(replicate);
    CHECK(static_cast<double>(abs(fall / rate - 1)) < 1e-15);
  }
}

}  // namespace
}  // namespace benignity::testing
