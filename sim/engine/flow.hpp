#pragma once

#include <cstddef>
#include <stdexcept>
#include <vector>

#include "sim/engine/fehlberg78.hpp"
#include "sim/engine/gram.hpp"
#include "sim/engine/sampled.hpp"
#include "sim/model/attention.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// Error allowed to one step of the flow: 1e-10 in double, 1e-20 for 50 digits and more, a few
/// hundred roundings otherwise.
template <class Real>
[[nodiscard]] Real flow_tolerance();

/// A flow that cannot be followed in its scalar; what() says why.
class FlowFailure : public std::domain_error {
 public:
  using std::domain_error::domain_error;
};

/// Gradient flow on (W, p) in Gram space, the limit alpha -> 0 of GramDescent at t = alpha tau:
///   a' = H c + k q,   q' = 2 a^T c,   H' = a k^T + k a^T,   k = K c.
/// [derived] theory/README.md (6.1). Queries p_s remembered on the way are followed by
///   (Z^T p_s)' = k <p, p_s>,   <p, p_s>' = c^T Z^T p_s.                                     (6.4)
///
/// Runge-Kutta-Fehlberg 7(8) with this class's own step control. What a step does to the joint Gram
/// matrix Gamma = [[H, a], [a^T, q]] is judged by the correlations of its vectors, at whichever end
/// of the step the vectors are shorter: with r_j = sqrt(H_jj), Q = max(q, mean_j H_jj/K_jj), each
/// the lesser of both ends, the estimated error stays below tolerance times r_i r_j in H_ij, Q in
/// q, min(1 + |a_j|, r_j sqrt Q) in a_j, and the like in what belongs to remembered queries. At the
/// longer end alone a step that leaps over a blow-up by many orders would hide any error.
/// The system is autonomous, so every step starts at local time 0 and the elapsed time is only
/// summed up (with a carry), never read: t + h never equals t, however late it is. A state inside a
/// step is found by a shorter step from the same start, as accurate as the step itself. O(M^2) an
/// evaluation, 13 evaluations a step.
///
/// What is conserved watches what the estimate misses: the drift of tr(K^-1 H) - q, (6.2), over
/// each doubling of tr(K^-1 H) + q, relative to that at its beginning, added up. A flow whose drift
/// exceeds largest_drift() is not the flow of its equations, and is given up.
template <class Real>
class GramFlow {
 public:
  using State = typename Fehlberg78<Real>::State;

  /// Throws FlowFailure where K is not positive definite, or H not positive semidefinite on its
  /// diagonal, to rounding.
  GramFlow(AttentionProblem<Real> problem, const GramState<Real>& state, Real tolerance);

  /// Takes one step of at most `longest` > 0. Throws FlowFailure where no step, however short,
  /// stays finite and accurate, and where the drift exceeds its bound.
  void advance(const Real& longest);
  /// Keeps the present query; the present time becomes that of query number queries_kept() - 1.
  void remember_query();

  [[nodiscard]] Real time() const { return elapsed_ + carry_; }      ///< t since the start
  [[nodiscard]] const Real& last_length() const { return length_; }  ///< of the last step, in t
  /// All M logits `length` in [0, last_length()] into the last step, as accurate as the step.
  [[nodiscard]] Vector<Real> logits_within(const Real& length);
  /// The same by cubic Hermite interpolation, error O(length^4): enough to look for sign changes.
  [[nodiscard]] Vector<Real> interpolated_logits(const Real& length) const;

  [[nodiscard]] const AttentionProblem<Real>& problem() const { return problem_; }
  [[nodiscard]] const AttentionResponse<Real>& response() const { return response_; }
  [[nodiscard]] const Vector<Real>& logits() const { return logits_; }
  [[nodiscard]] const Real& query_norm2() const { return state_[0]; }
  /// K, H, a, q with lower triangles valid.
  [[nodiscard]] GramState<Real> gram_state() const;
  /// <p, p_s> for every remembered query, in order.
  [[nodiscard]] Vector<Real> query_products() const;
  /// An estimate of the time in which the fastest logit moves by 1/100 or q and H grow by a tenth,
  /// whichever comes first.
  [[nodiscard]] Real first_length() const { return first_length_; }
  /// Departure from (6.2) so far, as above.
  [[nodiscard]] const Real& drift() const { return drift_; }
  /// sqrt(tolerance): far above the sum of the errors that the steps are allowed, far below what
  /// would be seen in an event.
  [[nodiscard]] Real largest_drift() const;
  /// Evaluations of the right side so far.
  [[nodiscard]] long evaluations() const { return evaluations_; }

  /// q, a (M), the lower triangle of H column by column, then (<p, p_s>, Z^T p_s over the nT
  /// tokens) for every remembered query.
  [[nodiscard]] const State& numbers() const { return state_; }
  /// The largest of the errors that a step from the last step's start to `end` makes, over what it
  /// is allowed; infinite where one is NaN.
  [[nodiscard]] Real relative_error(const State& end, const State& error) const;

 private:
  using ColumnView = Eigen::Map<const Vector<Real>>;

  [[nodiscard]] std::size_t column_start(Eigen::Index column) const;
  [[nodiscard]] std::size_t query_count(const State& state) const;
  [[nodiscard]] ColumnView column(const State& state, Eigen::Index index) const;
  void rate(const State& state, State& derivative);
  void integrate(const Real& length, State& end);
  void look_around();
  void see_drift();

  AttentionProblem<Real> problem_;
  Matrix<Real> kernel_;
  Vector<Real> trace_weights_;  // tr(K^-1 H) = their product with the lower triangle of H
  Real tolerance_;
  Eigen::Index size_;    // M
  Eigen::Index active_;  // nT
  Fehlberg78<Real> stepper_;
  State state_, derivative_;
  State before_, derivative_before_;  // where the last step began
  Vector<Real> logits_;
  AttentionResponse<Real> response_;
  AttentionResponse<Real> stage_response_;
  Vector<Real> stage_logits_, kernel_product_, weighted_product_;
  Real elapsed_ = 0, carry_ = 0, length_ = 0, next_length_ = 0, first_length_ = 0;
  std::vector<Real> remembered_norms_;  // |p_s|^2
  Real balance_, energy_;               // tr(K^-1 H) -+ q at the last doubling
  Real drift_before_ = 0, drift_ = 0;   // up to then, and up to now
  long evaluations_ = 0;
};

}  // namespace benignity
