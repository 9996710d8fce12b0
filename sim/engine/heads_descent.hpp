#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sim/engine/head.hpp"
#include "sim/engine/linear_heads.hpp"
#include "sim/model/heads.hpp"
#include "sim/training/batches.hpp"

namespace benignity {

/// What a descent of heads is made of. The parts live all in Gram space or all in R^d; the descent
/// does not know which.
template <class Real>
struct HeadsParts {
  HeadsShape shape;
  /// What combinations of the nT tokens look like, a column each: K c (M rows) or X^T c (d rows).
  std::function<Matrix<Real>(const Matrix<Real>&)> combine;
  std::vector<std::unique_ptr<AttentionHead<Real>>> heads;      ///< H
  std::vector<std::unique_ptr<LinearHead<Real>>> linear_heads;  ///< one for all heads, or H
  bool linear_heads_train = false;
  Batches batches;
};

/// Gradient descent of any model of the family: H heads, fixed or trained linear heads, two classes
/// or more, mini-batches, whatever rules its parts train by. All right sides are those before the
/// step. One product with the tokens a step serves every head. theory/README.md section 12
template <class Real>
class HeadsDescent {
 public:
  explicit HeadsDescent(HeadsParts<Real> parts);

  void step();

  /// The parts' numbers and the place in the epoch.
  void keep(StateArchive& archive);

  [[nodiscard]] const HeadsParts<Real>& parts() const { return parts_; }
  [[nodiscard]] HeadsParts<Real>& parts() { return parts_; }
  /// At the present parameters; its coefficients weigh the samples of the coming step's batch.
  [[nodiscard]] const HeadsResponse<Real>& response() const { return response_; }

 private:
  void look();

  HeadsParts<Real> parts_;
  std::vector<Real> weights_;  // of the samples
  HeadsResponse<Real> response_;
  Matrix<Real> c_;  // of the heads, then of the linear heads that train
  Vector<Real> c_of_head_;
  Vector<Real> seen_of_head_;
};

}  // namespace benignity
