#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "sim/engine/flow.hpp"
#include "sim/engine/gram_triangles.hpp"
#include "sim/model/attention.ipp"

namespace benignity {

template <class Real>
Real flow_tolerance() {
  const Real finest = std::numeric_limits<Real>::epsilon() * 300;
  const Real wanted =
      std::numeric_limits<Real>::digits10 >= 50 ? Real(1) / Real(1e20) : Real(1) / Real(1e10);
  return std::max(finest, wanted);
}

template <class Real>
GramFlow<Real>::GramFlow(AttentionProblem<Real> problem, const GramState<Real>& state,
                         Real tolerance)
    : problem_(std::move(problem)),
      kernel_(state.kernel),
      tolerance_(std::move(tolerance)),
      size_(state.logits.size()),
      active_(problem_.head_values.size()) {
  state_.resize(column_start(size_));
  state_[0] = state.query_norm2;
  std::copy(state.logits.begin(), state.logits.end(), state_.begin() + 1);
  for (Eigen::Index j = 0; j < size_; ++j) {
    for (Eigen::Index i = j; i < size_; ++i) {
      state_[column_start(j) + static_cast<std::size_t>(i - j)] = state.weighted_kernel(i, j);
    }
  }
  look_around();
  before_ = state_;
  derivative_before_ = derivative_;
  Real fastest = 0;
  for (Eigen::Index j = 1; j <= size_; ++j) {
    const Real& speed = derivative_[static_cast<std::size_t>(j)];
    fastest = std::max(fastest, speed < 0 ? Real(-speed) : speed);
  }
  first_length_ = fastest > 0 ? Real(Real(1) / Real(100) / fastest) : Real(1);
  next_length_ = first_length_;
}

template <class Real>
std::size_t GramFlow<Real>::column_start(Eigen::Index column) const {
  return static_cast<std::size_t>(1 + size_ + column * size_ - column * (column - 1) / 2);
}

template <class Real>
std::size_t GramFlow<Real>::query_count(const State& state) const {
  return (state.size() - column_start(size_)) / static_cast<std::size_t>(1 + active_);
}

/// Entries (column, column), ..., (M-1, column) of H.
template <class Real>
typename GramFlow<Real>::ColumnView GramFlow<Real>::column(const State& state,
                                                           Eigen::Index index) const {
  return ColumnView(state.data() + column_start(index), size_ - index);
}

template <class Real>
void GramFlow<Real>::rate(const State& state, State& derivative) {
  ++evaluations_;
  derivative.resize(state.size());
  const Real& q = state[0];
  stage_logits_ = ColumnView(state.data() + 1, size_);
  respond(problem_, stage_logits_, stage_response_);
  const Vector<Real>& a = stage_logits_;
  const Vector<Real>& c = stage_response_.coefficients;
  symmetric_product(kernel_, c, active_, kernel_product_);
  symmetric_product<Real>([&](Eigen::Index j) { return column(state, j); }, c, active_,
                          weighted_product_);
  const Vector<Real>& k = kernel_product_;
  derivative[0] = 2 * a.dot(c);
  Eigen::Map<Vector<Real>>(derivative.data() + 1, size_) = weighted_product_ + k * q;
  for (Eigen::Index j = 0; j < size_; ++j) {
    const Eigen::Index count = size_ - j;
    Eigen::Map<Vector<Real>>(derivative.data() + column_start(j), count) =
        a.tail(count) * k(j) + k.tail(count) * a(j);
  }
  std::size_t at = column_start(size_);
  for (std::size_t s = 0; s < query_count(state); ++s) {
    const Real& product = state[at];
    derivative[at] = ColumnView(state.data() + at + 1, active_).dot(c.head(active_));
    Eigen::Map<Vector<Real>>(derivative.data() + at + 1, active_) = k.head(active_) * product;
    at += static_cast<std::size_t>(1 + active_);
  }
}

template <class Real>
void GramFlow<Real>::look_around() {
  rate(state_, derivative_);
  logits_ = stage_logits_;
  response_ = stage_response_;
}

template <class Real>
Real GramFlow<Real>::relative_error(const State& end, const State& error) const {
  using std::abs;
  using std::sqrt;
  Vector<Real> scale(size_);  // sqrt(H_jj)
  Real gain = 0;
  for (Eigen::Index j = 0; j < size_; ++j) {
    const Real& diagonal = end[column_start(j)];
    if (!(diagonal >= 0)) return std::numeric_limits<Real>::infinity();
    scale(j) = sqrt(diagonal);
    gain += diagonal / kernel_(j, j) / Real(size_);
  }
  Real worst = abs(error[0]) / std::max(gain, end[0]);
  for (std::size_t j = 1; j <= static_cast<std::size_t>(size_); ++j) {
    worst = std::max(worst, Real(abs(error[j]) / (1 + abs(end[j]))));
  }
  for (Eigen::Index j = 0; j < size_; ++j) {
    if (!(scale(j) > 0)) continue;
    const Real in_column =
        (column(error, j).array().abs() / scale.tail(size_ - j).array()).maxCoeff() / scale(j);
    worst = std::max(worst, in_column);
  }
  worst /= tolerance_;
  return worst < std::numeric_limits<Real>::max() ? worst : std::numeric_limits<Real>::infinity();
}

/// The state `length` after the start of the last step.
template <class Real>
void GramFlow<Real>::integrate(const Real& length, State& end) {
  stepper_.step([this](const State& state, State& derivative) { rate(state, derivative); }, before_,
                derivative_before_, length, end);
}

template <class Real>
void GramFlow<Real>::advance(const Real& longest) {
  using std::pow;
  before_.swap(state_);
  derivative_before_.swap(derivative_);
  State error;
  const Real wanted = next_length_;
  Real length = std::min(wanted, longest);
  while (true) {
    integrate(length, state_);
    stepper_.error(derivative_before_, length, error);
    const Real relative = relative_error(state_, error);
    const bool fits = relative <= 1;
    const Real factor =
        relative < Real(1) / Real(1e9) ? Real(5) : Real(Real(9) / 10 * pow(relative, Real(-1) / 8));
    if (fits) {
      const Real next = length * std::clamp(factor, Real(1) / 5, Real(5));
      next_length_ = length < wanted ? std::max(next, wanted) : next;
      break;
    }
    length *= std::clamp(factor, Real(1) / 10, Real(9) / 10);
    if (!(length > first_length_ / Real(1e30))) {
      throw std::domain_error("GramFlow: no step stays finite");
    }
  }
  length_ = length;
  const Real sum = elapsed_ + (carry_ + length);
  carry_ = (carry_ + length) - (sum - elapsed_);
  elapsed_ = sum;
  look_around();
}

template <class Real>
void GramFlow<Real>::remember_query() {
  state_.push_back(state_[0]);
  for (Eigen::Index j = 0; j < active_; ++j) state_.push_back(logits_(j));
  look_around();
}

template <class Real>
Vector<Real> GramFlow<Real>::logits_within(const Real& length) {
  State end;
  integrate(length, end);
  return ColumnView(end.data() + 1, size_);
}

template <class Real>
Vector<Real> GramFlow<Real>::interpolated_logits(const Real& length) const {
  const Real x = length / length_;
  const Real rest = 1 - x;
  const Real from = rest * rest * (1 + 2 * x);
  const Real to = x * x * (3 - 2 * x);
  const Real slope_from = x * rest * rest * length_;
  const Real slope_to = -x * x * rest * length_;
  return ColumnView(before_.data() + 1, size_) * from + logits_ * to +
         ColumnView(derivative_before_.data() + 1, size_) * slope_from +
         ColumnView(derivative_.data() + 1, size_) * slope_to;
}

template <class Real>
GramState<Real> GramFlow<Real>::gram_state() const {
  GramState<Real> state{kernel_, Matrix<Real>::Zero(size_, size_), logits_, state_[0]};
  for (Eigen::Index j = 0; j < size_; ++j) {
    state.weighted_kernel.col(j).tail(size_ - j) = column(state_, j);
  }
  return state;
}

template <class Real>
Vector<Real> GramFlow<Real>::query_products() const {
  Vector<Real> products(static_cast<Eigen::Index>(query_count(state_)));
  for (std::size_t s = 0; s < query_count(state_); ++s) {
    products(static_cast<Eigen::Index>(s)) =
        state_[column_start(size_) + s * static_cast<std::size_t>(1 + active_)];
  }
  return products;
}

}  // namespace benignity
