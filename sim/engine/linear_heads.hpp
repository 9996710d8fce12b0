#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "sim/engine/explicit_parameter.hpp"
#include "sim/model/matrix.hpp"
#include "sim/model/products.hpp"
#include "sim/model/state_archive.hpp"

namespace benignity {

/// A linear head nu (K outputs) as the descent sees it: gamma = X nu on all M vectors.
template <class Real>
class LinearHead {
 public:
  LinearHead() = default;
  LinearHead(const LinearHead&) = delete;
  LinearHead& operator=(const LinearHead&) = delete;
  virtual ~LinearHead() = default;

  [[nodiscard]] virtual const Matrix<Real>& values() const = 0;  ///< gamma, M x K
  /// One step with gradient sum_t e_t x_t; `seen` is K e or X^T e, a column an output.
  virtual void step(const Matrix<Real>& e, const Matrix<Real>& seen) = 0;

  /// nu = share nu_0 + X^T y of the nT tokens; explicit heads: nu itself in `along`.
  struct Direction {
    Real share;
    Matrix<Real> along;
  };
  [[nodiscard]] virtual Direction direction() const = 0;

  virtual void keep(StateArchive& archive) = 0;
};

/// In Gram space: gamma <- gamma + alpha_nu K e.
template <class Real>
class GramLinearHead : public LinearHead<Real> {
 public:
  GramLinearHead(Matrix<Real> values, Eigen::Index tokens, LinearRule<Real> rule)
      : rule_(std::move(rule)) {
    const auto blocks = static_cast<std::size_t>(rule_.blocks());
    values_.assign(blocks, Matrix<Real>::Zero(values.rows(), values.cols()));
    along_.assign(blocks, Matrix<Real>::Zero(tokens, values.cols()));
    shares_.assign(blocks, Real(0));
    shares_.front() = 1;
    values_.front() = std::move(values);
  }

  [[nodiscard]] const Matrix<Real>& values() const override { return values_.front(); }
  void step(const Matrix<Real>& e, const Matrix<Real>& seen) override {
    apply_rule(rule_, seen, values_);
    apply_rule(rule_, e, along_);
    apply_rule(rule_, Real(0), shares_);
  }
  [[nodiscard]] typename LinearHead<Real>::Direction direction() const override {
    return {shares_.front(), along_.front()};
  }
  void keep(StateArchive& archive) override { archive(values_, along_, shares_); }

 private:
  LinearRule<Real> rule_;
  std::vector<Matrix<Real>> values_;
  std::vector<Matrix<Real>> along_;
  std::vector<Real> shares_;
};

/// The definition: explicit nu, d x K.
template <class Real>
class DenseLinearHead : public LinearHead<Real> {
 public:
  DenseLinearHead(std::shared_ptr<const RowMatrix<Real>> rows, ExplicitParameter<Real> head)
      : rows_(std::move(rows)), head_(std::move(head)) {
    values_ = product(*rows_, head_.value());
  }

  [[nodiscard]] const Matrix<Real>& values() const override { return values_; }
  void step(const Matrix<Real>&, const Matrix<Real>& seen) override {
    head_.step(seen);
    values_ = product(*rows_, head_.value());
  }
  [[nodiscard]] typename LinearHead<Real>::Direction direction() const override {
    return {Real(0), head_.value()};
  }
  void keep(StateArchive& archive) override {
    head_.keep(archive);
    values_ = product(*rows_, head_.value());
  }

 private:
  std::shared_ptr<const RowMatrix<Real>> rows_;
  ExplicitParameter<Real> head_;
  Matrix<Real> values_;
};

}  // namespace benignity
