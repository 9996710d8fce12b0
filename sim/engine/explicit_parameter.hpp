#pragma once

#include <utility>
#include <variant>
#include <vector>

#include "sim/training/adam_rule.hpp"
#include "sim/training/linear_rule.hpp"

namespace benignity {

template <class Real>
using ExplicitRule = std::variant<LinearRule<Real>, AdamRule<Real>>;

/// An explicit parameter with what its optimiser carries beside it.
template <class Real>
class ExplicitParameter {
 public:
  ExplicitParameter(Matrix<Real> start, ExplicitRule<Real> rule) : rule_(std::move(rule)) {
    const auto* linear = std::get_if<LinearRule<Real>>(&rule_);
    const Eigen::Index blocks = linear ? linear->blocks() : 1;
    if (!linear) moments_ = AdamMoments<Real>(start.rows(), start.cols());
    blocks_.assign(static_cast<std::size_t>(blocks),
                   Matrix<Real>::Zero(start.rows(), start.cols()));
    blocks_.front() = std::move(start);
  }

  [[nodiscard]] const Matrix<Real>& value() const { return blocks_.front(); }

  /// `gradient`: -dL of the value.
  void step(const Matrix<Real>& gradient) {
    if (const auto* linear = std::get_if<LinearRule<Real>>(&rule_)) {
      if (!is_frozen(*linear)) apply_rule(*linear, gradient, blocks_);
    } else {
      moments_.step(std::get<AdamRule<Real>>(rule_), gradient, blocks_.front());
    }
  }

  template <class Archive>
  void keep(Archive& archive) {
    archive(blocks_);
    moments_.keep(archive);
  }

 private:
  ExplicitRule<Real> rule_;
  std::vector<Matrix<Real>> blocks_;
  AdamMoments<Real> moments_{0, 0};
};

}  // namespace benignity
