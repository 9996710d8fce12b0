#pragma once

#include <cstddef>
#include <vector>

#include "sim/model/matrix.hpp"

namespace benignity {

/// Inner products <p, p_s> of the present query with those of remembered times, without p itself.
/// A step of GramDescent moves them by
///   <p, p_s> <- <p, p_s> + alpha c^T y_s,   y_s <- y_s + alpha k <p, p_s>   (right sides old)
/// with y_s = Z^T p_s over the nT tokens, Z = W X^T. O(nT) a step for each remembered query.
/// [derived] theory/README.md (6.3)
template <class Real>
class RememberedQueries {
 public:
  /// Remembers the present query: y = a over the tokens, <p, p> = q.
  void remember(const Vector<Real>& token_logits, const Real& query_norm2) {
    images_.push_back(token_logits);
    products_.push_back(query_norm2);
  }

  /// Follows one step with coefficients c and k = K c of that step, at least nT long.
  void step(const Real& alpha, const Vector<Real>& coefficients,
            const Vector<Real>& kernel_product) {
    for (std::size_t s = 0; s < images_.size(); ++s) {
      Vector<Real>& image = images_[s];
      const Eigen::Index tokens = image.size();
      const Real product = products_[s];
      products_[s] += alpha * coefficients.head(tokens).dot(image);
      image += kernel_product.head(tokens) * Real(alpha * product);
    }
  }

  /// <p, p_s> for every remembered query, in order.
  [[nodiscard]] const std::vector<Real>& products() const { return products_; }

 private:
  std::vector<Vector<Real>> images_;  // y_s
  std::vector<Real> products_;        // <p, p_s>
};

}  // namespace benignity
