#pragma once

#include <vector>

#include <Eigen/Cholesky>

#include "sim/test_law/fresh_samples.hpp"
#include "theory/parameters.hpp"

namespace benignity {

/// Collects, in Gram space, what fresh tokens need to know of w = W^T p at several times of one
/// run, and draws what Gram space leaves open. On the span of the M vectors
///   w_r . w_s = a_r^T K^-1 a_s;
/// across it w_perp = (Gaussian, independent of the run) p, so that the Gram matrix of the w_perp,r
/// is Wishart with d - M degrees of freedom and scale sigma_w^2 <p_r, p_s>. Exact in law for all
/// times together. [derived] theory/README.md (5.4), (6.5)
class RecordedReadouts {
 public:
  /// `kernel`: K, M x M, lower triangle valid; the streams are those of the design.
  RecordedReadouts(const Parameters& parameters, const FreshSampleDesign& design,
                   const Matrix<double>& kernel);

  /// One more time: all M logits, then <p, p_s> for every recorded time s, the present one last.
  void record(const Vector<double>& logits, const std::vector<double>& query_products);

  [[nodiscard]] JointReadouts joint() const;

 private:
  Parameters parameters_;
  FreshSampleDesign design_;
  Eigen::LLT<Matrix<double>> kernel_factor_;
  std::vector<Vector<double>> logits_;
  std::vector<std::vector<double>> query_products_;
};

}  // namespace benignity
