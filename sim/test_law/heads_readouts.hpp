#pragma once

#include <vector>

#include "sim/lanes/trapezoid.hpp"
#include "sim/test_law/heads_statistics.hpp"

namespace benignity {

/// RecordedReadouts for a model of several heads and linear heads in Gram space. On the span of the
/// M vectors the products of directions are a^T K^-1 a' of what each has with the vectors. Across
/// it a linear head has nothing (its start is a probe), and a head has P W_h(0)^T v_r, v_r what
/// stands before W_h(0): Wishart with d - M degrees of freedom and scale sigma_w^2 <v_r, v_s>,
/// independent for each head. With W = I nothing lies across. [derived] theory/README.md section 12
class HeadsReadouts {
 public:
  HeadsReadouts(const Parameters& parameters, const FreshSampleDesign& design,
                const Matrix<double>& kernel);

  /// One more time: the products of every direction (heads, then the outputs of the linear heads)
  /// with the M vectors, M x columns, and <v_r, v_s> of each head at every recorded time s.
  void record(const Matrix<double>& products, const std::vector<std::vector<double>>& before);

  [[nodiscard]] HeadsDirections directions() const;

 private:
  Parameters parameters_;
  FreshSampleDesign design_;
  std::vector<Eigen::Index> spanning_;  // a basis of the span out of the M vectors
  Trapezoid kernel_factor_;
  std::vector<Matrix<double>> products_;
  std::vector<std::vector<std::vector<double>>> before_;  // time, head, earlier time
};

}  // namespace benignity
