#pragma once

#include <type_traits>

#include "sim/engine/gram_triangles.hpp"
#include "sim/lanes/gram_strips.hpp"
#include "sim/model/attention.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// The state of gradient descent in Gram space, theory/README.md section 4. M vectors: the m = nT
/// tokens and passive ones (mu_+1, mu_-1, probes) that ride along with c = 0. Only the lower
/// triangles of `kernel` and `weighted_kernel` are meaningful.
template <class Real>
struct GramState {
  Matrix<Real> kernel;           ///< K = X X^T, M x M
  Matrix<Real> weighted_kernel;  ///< H = X W^T W X^T, M x M
  Vector<Real> logits;           ///< a = X W^T p, M
  Real query_norm2 = 0;          ///< q = |p|^2
};

/// The state in another scalar, converted entry by entry (exactly when the target is wider).
template <class To, class From>
[[nodiscard]] GramState<To> promote(const GramState<From>& state) {
  return {state.kernel.template cast<To>(), state.weighted_kernel.template cast<To>(),
          state.logits.template cast<To>(), static_cast<To>(state.query_norm2)};
}

/// K and H as the step keeps them: in strips for the vector kernels of float and double, as
/// triangles in any other scalar.
template <class Real>
using GramMatrices = std::conditional_t<has_lanes<Real>, GramStrips<Real>, GramTriangles<Real>>;

/// Exact gradient descent on (W, p), seen through inner products only: O(M^2) a step whatever d is.
///   k = K c
///   a <- a + alpha H c + alpha k (q + alpha a^T c)
///   H <- H + alpha (a k^T + k a^T) + alpha^2 q k k^T
///   q <- q + 2 alpha a^T c + alpha^2 c^T H c          (all right sides before the step)
/// [derived] theory/README.md (4.3).
template <class Real>
class GramDescent {
 public:
  GramDescent(AttentionProblem<Real> problem, GramState<Real> state);

  /// One gradient-descent step of size alpha.
  void step(const Real& alpha);

  /// A copy of the whole state; the accessors below cost nothing.
  [[nodiscard]] GramState<Real> state() const {
    return {matrices_.kernel(), matrices_.weighted_kernel(), logits_, query_norm2_};
  }
  [[nodiscard]] const AttentionProblem<Real>& problem() const { return problem_; }
  /// Margins, softmax and coefficients at the present logits.
  [[nodiscard]] const AttentionResponse<Real>& response() const { return response_; }
  [[nodiscard]] const Vector<Real>& logits() const { return logits_; }
  /// q = |p|^2.
  [[nodiscard]] const Real& query_norm2() const { return query_norm2_; }
  /// k = K c at the present coefficients, for those who rebuild parameters.
  [[nodiscard]] const Vector<Real>& kernel_product() const { return kernel_product_; }

 private:
  AttentionProblem<Real> problem_;
  GramMatrices<Real> matrices_;  // K and H
  Vector<Real> logits_;          // a
  Real query_norm2_;             // q
  AttentionResponse<Real> response_;
  Vector<Real> kernel_product_;    // k = K c, and
  Vector<Real> weighted_product_;  // h = H c, both at the present coefficients
  Vector<Real> update_;            // u with H' = H + u k^T + k u^T
};

}  // namespace benignity
