#pragma once

#include <cmath>
#include <cstdint>

#include "sim/model/matrix.hpp"

namespace benignity {

/// AdamW (Loshchilov & Hutter 2019) for one parameter: moments entry by entry, bias corrected,
/// decoupled decay. It does not commute with rotations of R^d, so that no Gram matrix can follow
/// it.
template <class Real>
struct AdamRule {
  Real step_size;
  Real beta1;
  Real beta2;
  Real epsilon;
  Real weight_decay;
};

/// The moments of AdamW and their step.
template <class Real>
class AdamMoments {
 public:
  AdamMoments(Eigen::Index rows, Eigen::Index columns)
      : first_(Matrix<Real>::Zero(rows, columns)), second_(first_) {}

  /// theta <- (1 - alpha omega) theta + alpha m^/(sqrt(v^) + epsilon), G = -dL/dtheta.
  void step(const AdamRule<Real>& rule, const Matrix<Real>& gradient, Matrix<Real>& theta) {
    using std::pow;
    using std::sqrt;
    ++count_;
    first_ = first_ * rule.beta1 + gradient * Real(1 - rule.beta1);
    second_ = second_ * rule.beta2 + gradient.cwiseProduct(gradient) * Real(1 - rule.beta2);
    const Real first_share = 1 - pow(rule.beta1, Real(count_));
    const Real second_share = 1 - pow(rule.beta2, Real(count_));
    theta *= 1 - rule.step_size * rule.weight_decay;
    for (Eigen::Index i = 0; i < theta.size(); ++i) {
      const Real slope = first_.data()[i] / first_share;
      const Real size = sqrt(Real(second_.data()[i] / second_share));
      theta.data()[i] += rule.step_size * slope / (size + rule.epsilon);
    }
  }

  template <class Archive>
  void keep(Archive& archive) {
    archive(count_, first_, second_);
  }

 private:
  std::int64_t count_ = 0;
  Matrix<Real> first_;
  Matrix<Real> second_;
};

}  // namespace benignity
