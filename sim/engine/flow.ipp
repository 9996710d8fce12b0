#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/engine/cholesky.ipp"
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

/// w with w . (lower triangle of H, column by column) = tr(K^-1 H), the first constant of (6.2)
/// without q. K never moves, so that what needs a factorisation is done once and every step pays
/// one scalar product. Of H only the lower triangle is kept: entries off the diagonal stand for
/// two.
template <class Real>
Vector<Real> trace_weights(const Matrix<Real>& kernel) {
  const Eigen::Index size = kernel.rows();
  Matrix<Real> factor = kernel;
  if (!factorise(factor)) throw FlowFailure("K is singular to rounding");
  Matrix<Real> inverse_factor = Matrix<Real>::Identity(size, size);
  solve_lower(factor, inverse_factor);
  Vector<Real> weights(size * (size + 1) / 2);
  Eigen::Index at = 0;
  for (Eigen::Index j = 0; j < size; ++j) {
    for (Eigen::Index i = j; i < size; ++i) {
      const Real entry =
          // (K^-1)_ij = sum_k (L^-1)_ki (L^-1)_kj, where column i of L^-1 begins at row i >= j.
          inverse_factor.col(i).tail(size - i).dot(inverse_factor.col(j).tail(size - i));
      weights(at++) = i == j ? entry : Real(2 * entry);
    }
  }
  return weights;
}

template <class Real>
GramFlow<Real>::GramFlow(AttentionProblem<Real> problem, const GramState<Real>& state,
                         Real tolerance)
    : problem_(std::move(problem)),
      kernel_(state.kernel),
      trace_weights_(trace_weights(state.kernel)),
      tolerance_(std::move(tolerance)),
      size_(state.logits.size()),
      active_(problem_.logit_count()) {
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
  see_drift();
  Real fastest = 0;
  for (Eigen::Index j = 1; j <= size_; ++j) {
    const Real& speed = derivative_[static_cast<std::size_t>(j)];
    fastest = std::max(fastest, speed < 0 ? Real(-speed) : speed);
  }
  // p' = W v, W' = p v^T with v = X^T c: with c at rest the vectors grow like e^(|v| t) and their
  // products twice as fast. At small initial weights that is long before any logit has moved.
  using std::sqrt;
  const Real v_squared = kernel_product_.head(active_).dot(response_.coefficients.head(active_));
  const Real growth = v_squared > 0 ? Real(20 * sqrt(v_squared)) : Real(0);
  const Real swiftest = std::max(Real(100 * fastest), growth);
  first_length_ = swiftest > 0 ? Real(1 / swiftest) : Real(1);
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
Real GramFlow<Real>::largest_drift() const {
  using std::sqrt;
  return sqrt(tolerance_);
}

/// Called at every new state. Within one doubling the drift is that of the difference, so that the
/// rounding of tr(K^-1 H), up to cond(K) epsilons, is not added up step by step.
template <class Real>
void GramFlow<Real>::see_drift() {
  using std::abs;
  const Real trace =
      trace_weights_.dot(ColumnView(state_.data() + column_start(0), trace_weights_.size()));
  const Real balance = trace - state_[0];
  const Real energy = trace + state_[0];
  const bool first = evaluations_ == 1;
  if (!first) drift_ = drift_before_ + abs(balance - balance_) / energy_;
  if (first || energy > 2 * energy_ || 2 * energy < energy_) {
    balance_ = balance;
    energy_ = energy;
    drift_before_ = drift_;
  }
}

template <class Real>
Real GramFlow<Real>::relative_error(const State& end, const State& error) const {
  using std::abs;
  using std::sqrt;
  const Real beyond = std::numeric_limits<Real>::infinity();
  // First, because no maximum below can be trusted to keep a NaN.
  const Real sum = ColumnView(error.data(), static_cast<Eigen::Index>(error.size())).sum();
  if (!(sum - sum == 0)) return beyond;
  Vector<Real> root(size_);     // r_j
  Vector<Real> inverse(size_);  // 1/r_j; 0 where the vector is: there is nothing to compare with
  Real gain_before = 0;
  Real gain = 0;
  for (Eigen::Index j = 0; j < size_; ++j) {
    const Real& diagonal_before = before_[column_start(j)];
    const Real& diagonal = end[column_start(j)];
    if (!(diagonal_before >= 0 && diagonal >= 0)) return beyond;
    root(j) = sqrt(std::min(diagonal_before, diagonal));
    inverse(j) = root(j) > 0 ? Real(1 / root(j)) : Real(0);
    gain_before += diagonal_before / kernel_(j, j) / Real(size_);
    gain += diagonal / kernel_(j, j) / Real(size_);
  }
  // H/K is what q gains from: at p0 = 0, where q is 0, it says how large q is about to be.
  const Real query_norm2 = std::min(std::max(gain_before, before_[0]), std::max(gain, end[0]));
  const Real query = sqrt(query_norm2);
  Real worst = abs(error[0]) / query_norm2;
  for (Eigen::Index j = 0; j < size_; ++j) {
    const auto at = static_cast<std::size_t>(j + 1);
    const Real by_value = 1 + std::min(Real(abs(before_[at])), Real(abs(end[at])));
    const Real allowed = root(j) > 0 ? std::min(by_value, Real(root(j) * query)) : by_value;
    worst = std::max(worst, Real(abs(error[at]) / allowed));
    const Real in_column =
        (column(error, j).array().abs() * inverse.tail(size_ - j).array()).maxCoeff();
    worst = std::max(worst, Real(in_column * inverse(j)));
  }
  std::size_t at = column_start(size_);
  for (const Real& norm2 : remembered_norms_) {
    if (norm2 > 0) {
      const Real remembered = sqrt(norm2);
      const ColumnView image(error.data() + at + 1, active_);
      const Real in_image = (image.array().abs() * inverse.head(active_).array()).maxCoeff();
      worst = std::max(worst, Real(abs(error[at]) / (remembered * query)));
      worst = std::max(worst, Real(in_image / remembered));
    }
    at += static_cast<std::size_t>(1 + active_);
  }
  worst /= tolerance_;
  return worst < std::numeric_limits<Real>::max() ? worst : beyond;
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
  const bool cut = longest < wanted;
  bool rejected = false;
  Real length = cut ? longest : wanted;
  while (true) {
    integrate(length, state_);
    stepper_.error(derivative_before_, length, error);
    const Real relative = relative_error(state_, error);
    // The estimate is that of order 7, whose error in a step is of order 8 in its length: 0.9 of
    // the length that would just fit, and at most five times as long. Below 1e-9 the power is
    // above 5.
    const Real factor =
        relative < Real(1) / Real(1e9) ? Real(5) : Real(Real(9) / 10 * pow(relative, Real(-1) / 8));
    if (relative <= 1) {
      // A step rejected once will be no longer the next time. One that its caller cut short says
      // nothing against the length that was wanted, and may not lower it.
      const Real next = length * std::clamp(factor, Real(1) / 5, rejected ? Real(1) : Real(5));
      next_length_ = cut && !rejected ? std::max(next, wanted) : next;
      break;
    }
    rejected = true;
    length *= std::clamp(factor, Real(1) / 10, Real(9) / 10);
    if (!(length > first_length_ / Real(1e30))) {
      throw FlowFailure("no step, however short, stays finite and accurate");
    }
  }
  length_ = length;
  // Kahan's sum: what rounding keeps from the time is carried to the next step, since the times of
  // events are read off this sum after however many steps.
  const Real sum = elapsed_ + (carry_ + length);
  carry_ = (carry_ + length) - (sum - elapsed_);
  elapsed_ = sum;
  look_around();
  see_drift();
  if (!(drift_ <= largest_drift())) {
    throw FlowFailure(
        "tr(K^-1 H) - q, which the flow conserves, drifts by more than its error allows");
  }
}

template <class Real>
void GramFlow<Real>::remember_query() {
  remembered_norms_.push_back(state_[0]);
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
  // Cubic Hermite from the logits and their rates at both ends: no evaluation, and an error of
  // order 4 in the length where the step's own is of order 8, so it may bracket an event but not
  // date it.
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
