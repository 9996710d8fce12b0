#pragma once

#include <vector>

#include "sim/lanes/trapezoid.hpp"
#include "sim/test_law/fresh_samples.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// Collects, in Gram space, what fresh tokens need to know of w = W^T p at several times of one
/// run, and draws what Gram space leaves open. On the span of the M vectors
///   w_r . w_s = a_r^T K^-1 a_s;
/// across it w_perp,r = P W(0)^T p_r, P the projection off the span: every update of W is a
/// combination of the M vectors, which P sends to 0, so no later step touches P W(0)^T. The run has
/// seen of W(0) its products with the M vectors alone, of which P W(0)^T is independent (Gaussian
/// weights, orthogonal directions). So the Gram matrix of the w_perp,r is Wishart with d - M
/// degrees of freedom and scale sigma_w^2 <p_r, p_s>. Exact in law for all times together; |w|^2 of
/// the last time is the same number whatever times are before it.
/// [derived] theory/README.md (5.4), (6.5)
class RecordedReadouts {
 public:
  /// `kernel`: K, M x M, lower triangle valid; the streams are those of the design. Throws
  /// InvalidInput where so little noise is left beside the signal that K cannot be factored with
  /// the six digits of w_r . w_s that the figures are printed with.
  RecordedReadouts(const Parameters& parameters, const FreshSampleDesign& design,
                   const Matrix<double>& kernel);

  /// One more time: all M logits, then <p, p_s> for every recorded time s, the present one last.
  void record(const Vector<double>& logits, const std::vector<double>& query_products);

  [[nodiscard]] JointReadouts joint() const;

 private:
  Parameters parameters_;
  FreshSampleDesign design_;
  Trapezoid kernel_factor_;  // L of K = L L^T
  std::vector<Vector<double>> logits_;
  std::vector<std::vector<double>> query_products_;
};

}  // namespace benignity
