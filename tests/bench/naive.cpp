#include "tests/bench/naive.hpp"

#include <Eigen/Core>

namespace benignity::bench {
namespace {

using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
constexpr Eigen::Index tokens = 8;

}  // namespace

struct NaiveDescent::Arrays {
  Rows inputs;            // X, nT x d
  Rows weights;           // W, d x d
  Eigen::VectorXd query;  // p
  Rows keys;              // X W^T
  Rows key_gradient;      // c p^T
  Rows weight_gradient;   // (c p^T)^T X
  Eigen::VectorXd coefficients;
};

NaiveDescent::NaiveDescent(std::ptrdiff_t token_count, std::ptrdiff_t dimension)
    : arrays_(new Arrays) {
  arrays_->inputs = Rows::Random(token_count, dimension);
  arrays_->weights = Rows::Random(dimension, dimension) * 0.01;
  arrays_->query = Eigen::VectorXd::Random(dimension) * 0.01;
  arrays_->coefficients.resize(token_count);
}

NaiveDescent::~NaiveDescent() { delete arrays_; }

void NaiveDescent::step(double alpha) {
  auto& [inputs, weights, query, keys, key_gradient, weight_gradient, coefficients] = *arrays_;
  keys.noalias() = inputs * weights.transpose();
  const Eigen::VectorXd logits = keys * query;
  const Eigen::Index samples = logits.size() / tokens;
  for (Eigen::Index i = 0; i < samples; ++i) {
    const auto a = logits.segment(i * tokens, tokens);
    const Eigen::ArrayXd s = (a.array() - a.maxCoeff()).exp();
    const Eigen::ArrayXd softmax = s / s.sum();
    const Eigen::ArrayXd values = inputs.col(0).segment(i * tokens, tokens).array();
    coefficients.segment(i * tokens, tokens) =
        (softmax * (values - (softmax * values).sum())).matrix() / static_cast<double>(samples);
  }
  key_gradient.noalias() = coefficients * query.transpose();
  weight_gradient.noalias() = key_gradient.transpose() * inputs;
  const Eigen::VectorXd query_gradient = keys.transpose() * coefficients;
  weights += alpha * weight_gradient;
  query += alpha * query_gradient;
}

double NaiveDescent::weight_norm2() const { return arrays_->weights.squaredNorm(); }

}  // namespace benignity::bench
