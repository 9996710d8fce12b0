#pragma once

#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <Eigen/Core>

namespace benignity {

/// max(z, 0) and its derivative (1 for z > 0, else 0). [paper] poster, "= 1 or 0 if ReLU"
template <class Real>
struct Relu {
  [[nodiscard]] static Real value(const Real& z) { return z > 0 ? z : Real(0); }
  [[nodiscard]] static Real derivative(const Real& z) { return z > 0 ? Real(1) : Real(0); }
};

/// log(1 + e^z), a smooth activation with derivative 1/(1 + e^{-z}).
template <class Real>
struct Softplus {
  [[nodiscard]] static Real value(const Real& z) {
    using std::exp;
    using std::log1p;
    return z > 0 ? Real(z + log1p(exp(-z))) : Real(log1p(exp(z)));
  }
  [[nodiscard]] static Real derivative(const Real& z) {
    using std::exp;
    return z > 0 ? Real(1 / (1 + exp(-z))) : Real(exp(z) / (1 + exp(z)));
  }
};

/// The two-layer network the poster sets beside attention, f(x) = nu^T sigma(W x), its logistic
/// loss L = (1/n) sum_i log(1 + exp(-Y_i f(x_i))) and its gradient
///   -dL/dw_j = (1/n) sum_i (-l'(Y_i f(x_i))) Y_i nu_j sigma'(w_j^T x_i) x_i.   [paper] poster
/// Shapes: inputs n x d, labels n of +1 or -1, W m x d, nu m.
template <class Real, class Activation>
class TwoLayerNetwork {
 public:
  using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
  using Matrix = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;

  /// Throws std::domain_error unless labels has one entry for each input row.
  TwoLayerNetwork(Matrix inputs, std::vector<int> labels, Vector head)
      : inputs_(std::move(inputs)), labels_(std::move(labels)), head_(std::move(head)) {
    if (static_cast<Eigen::Index>(labels_.size()) != inputs_.rows()) {
      throw std::domain_error("TwoLayerNetwork: labels has " + std::to_string(labels_.size()) +
                              " entries, but must have " + std::to_string(inputs_.rows()));
    }
  }

  /// f(x_i) for the weights W.
  [[nodiscard]] Real output(const Matrix& weights, Eigen::Index sample) const {
    Real sum = 0;
    for (Eigen::Index j = 0; j < weights.rows(); ++j) {
      sum += head_(j) * Activation::value(weights.row(j).dot(inputs_.row(sample)));
    }
    return sum;
  }

  [[nodiscard]] Real loss(const Matrix& weights) const {
    Real sum = 0;
    for (Eigen::Index i = 0; i < inputs_.rows(); ++i) {
      sum += Softplus<Real>::value(-label(i) * output(weights, i));
    }
    return sum / Real(inputs_.rows());
  }

  /// -dL/dW, m x d.
  [[nodiscard]] Matrix descent_direction(const Matrix& weights) const {
    Matrix direction = Matrix::Zero(weights.rows(), weights.cols());
    for (Eigen::Index i = 0; i < inputs_.rows(); ++i) {
      const Real slope = Softplus<Real>::derivative(-label(i) * output(weights, i));
      for (Eigen::Index j = 0; j < weights.rows(); ++j) {
        const Real gate = Activation::derivative(weights.row(j).dot(inputs_.row(i)));
        direction.row(j) += inputs_.row(i) * Real(slope * label(i) * head_(j) * gate);
      }
    }
    return direction / Real(inputs_.rows());
  }

 private:
  [[nodiscard]] Real label(Eigen::Index sample) const {
    return static_cast<Real>(labels_[static_cast<std::size_t>(sample)]);
  }

  Matrix inputs_;
  std::vector<int> labels_;
  Vector head_;
};

}  // namespace benignity
