#include "sim/training/adam_rule.hpp"

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

AdamRule<Float50> usual_rule(const Float50& weight_decay) {
  return {Float50("0.01"), Float50("0.9"), Float50("0.999"), Float50("1e-8"), weight_decay};
}

Matrix<Float50> normals(Stream& stream, Eigen::Index rows, Eigen::Index columns) {
  Matrix<Float50> matrix(rows, columns);
  for (Float50& entry : matrix.reshaped()) entry = stream.normal();
  return matrix;
}

TEST_CASE("AdamW follows five lines of Loshchilov and Hutter, entry by entry, to 1e-45") {
  // Algorithm 2 of that paper with a schedule of 1 and the decay alpha omega, for one number;
  // sqrt(v^) is of order 1, so that 100 steps of 0.01 gather a few hundred roundings.
  const Float50 omega("0.2");
  const AdamRule<Float50> rule = usual_rule(omega);
  Stream stream({31, Purpose::design, 0, 0, 0});
  Matrix<Float50> theta = normals(stream, 3, 2);
  const Matrix<Float50> start = theta;
  Matrix<Float50> expected = theta;
  Matrix<Float50> m = Matrix<Float50>::Zero(3, 2);
  Matrix<Float50> v = m;
  AdamMoments<Float50> moments(theta.rows(), theta.cols());
  Float50 power1 = 1;
  Float50 power2 = 1;
  for (int step = 1; step <= 100; ++step) {
    const Matrix<Float50> uphill = normals(stream, 3, 2);  // dL/dtheta
    power1 *= rule.beta1;
    power2 *= rule.beta2;
    for (Eigen::Index i = 0; i < theta.size(); ++i) {
      const Float50 g = uphill.data()[i];
      Float50& x = expected.data()[i];
      m.data()[i] = rule.beta1 * m.data()[i] + (1 - rule.beta1) * g;
      v.data()[i] = rule.beta2 * v.data()[i] + (1 - rule.beta2) * g * g;
      const Float50 m_hat = m.data()[i] / (1 - power1);
      const Float50 v_hat = v.data()[i] / (1 - power2);
      x = x - rule.step_size * (m_hat / (sqrt(v_hat) + rule.epsilon) + omega * x);
    }
    moments.step(rule, -uphill, theta);
    CHECK((theta - expected).cwiseAbs().maxCoeff() < 1e-45);
  }
  CHECK((theta - start).cwiseAbs().minCoeff() > 1e-3);
}

TEST_CASE("the first step of AdamW is alpha times the sign of the gradient, whatever its size") {
  // m^ = g and sqrt(v^) = |g|: alpha sign(g)/(1 + epsilon/|g|).
  Matrix<Float50> gradient(2, 2);
  gradient << 1e-3, -5, 1e7, 0;
  Matrix<Float50> theta = Matrix<Float50>::Constant(2, 2, 3);
  AdamMoments<Float50>(2, 2).step(usual_rule(0), gradient, theta);
  const Matrix<Float50> moved = (theta - Matrix<Float50>::Constant(2, 2, 3)) / Float50("0.01");
  for (Eigen::Index i = 0; i < 3; ++i) {
    const Float50 g = gradient.reshaped<Eigen::RowMajor>()(i);
    const Float50 short_of_sign = Float50("1e-8") / (abs(g) + Float50("1e-8"));
    const Float50 sign = g > 0 ? 1 : -1;
    CHECK(abs(moved.reshaped<Eigen::RowMajor>()(i) - sign * (1 - short_of_sign)) < 1e-45);
  }
  CHECK(moved(1, 1) == 0);
}

TEST_CASE("a decay of AdamW is decoupled: without gradient it is geometric") {
  Matrix<Float50> theta = Matrix<Float50>::Constant(1, 1, 2);
  AdamMoments<Float50> moments(theta.rows(), theta.cols());
  for (int step = 0; step < 50; ++step) {
    moments.step(usual_rule(3), Matrix<Float50>::Zero(1, 1), theta);
  }
  CHECK(abs(theta(0, 0) - 2 * pow(1 - Float50("0.01") * 3, 50)) < 1e-45);
}

}  // namespace
}  // namespace benignity
