#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/sampled.hpp"
#include "sim/lanes/kernels.hpp"
#include "sim/model/products.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// A Gram start computed from explicit tokens and weights, with what rebuilding (W, p) needs.
template <class Real>
struct ExplicitGramStart {
  GramStart<Real> start;
  Matrix<Real> initial_products;  ///< Z0 = W0 X^T, d x (nT + 2)
  Vector<Real> initial_query;     ///< p0, d
};

/// The same data and initial weights as the dense engine for the same seed, as inner products
/// computed in Real: K = X X^T, H = Z0^T Z0, a = Z0^T p0, q = |p0|^2. O(nT d^2).
template <class Real>
[[nodiscard]] ExplicitGramStart<Real> explicit_gram_start(const Parameters& parameters,
                                                          const TrainingSet& set,
                                                          std::uint64_t seed,
                                                          std::uint64_t replicate);

/// The coefficients that rebuild the trained parameters from those at tau = 0 and the m tokens X,
///   p = beta p0 + Z0 b,   W = W0 + (p0 e^T + Z0 B) X,   Z0 = W0 X^T.
/// [derived] theory/README.md (4.6).
template <class Real>
class RebuiltParameters {
 public:
  explicit RebuiltParameters(Eigen::Index tokens);

  /// Follows one step of size alpha with coefficients c and k = K c (both of that step, at least m
  /// long; entries of passive vectors are not used):
  ///   beta += alpha e^T k, b += alpha (c + B k), e += alpha beta c, B += alpha b c^T (right sides
  ///   old).
  void step(const Real& alpha, const Vector<Real>& coefficients,
            const Vector<Real>& kernel_product);

  template <class Archive>
  void keep(Archive& archive) {
    archive(query_share_, query_tokens_, weight_tokens_, weight_products_);
  }

  [[nodiscard]] Vector<Real> query(const Vector<Real>& initial_query,
                                   const Matrix<Real>& initial_products) const;
  /// W - W0 as the m x d combination: returns y (m) with W^T p = W0^T p + X^T y for the given p.
  [[nodiscard]] Vector<Real> direction_coefficients(const Vector<Real>& initial_query,
                                                    const Matrix<Real>& initial_products,
                                                    const Vector<Real>& query) const;
  /// F (d x m) with W = W0 + F X. For checks: no run needs W itself.
  [[nodiscard]] Matrix<Real> weight_change(const Vector<Real>& initial_query,
                                           const Matrix<Real>& initial_products) const;

 private:
  Real query_share_ = 1;          // beta
  Vector<Real> query_tokens_;     // b
  Vector<Real> weight_tokens_;    // e
  Matrix<Real> weight_products_;  // B
};

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
    tokens_ = token_logits.size();
    images_.insert(images_.end(), token_logits.begin(), token_logits.end());
    products_.push_back(query_norm2);
  }

  /// Follows one step with coefficients c and k = K c of that step, at least nT long.
  void step(const Real& alpha, const Vector<Real>& coefficients,
            const Vector<Real>& kernel_product) {
    if constexpr (has_lanes<Real>) {
      kernels<Real>().follow_queries(tokens_, static_cast<std::ptrdiff_t>(products_.size()), alpha,
                                     coefficients.data(), kernel_product.data(), products_.data(),
                                     images_.data());
      return;
    }
    for (std::size_t s = 0; s < products_.size(); ++s) {
      Eigen::Map<Vector<Real>> image(&images_[s * static_cast<std::size_t>(tokens_)], tokens_);
      const Real product = products_[s];
      products_[s] += alpha * coefficients.head(tokens_).dot(image);
      image += kernel_product.head(tokens_) * Real(alpha * product);
    }
  }

  /// <p, p_s> for every remembered query, in order.
  [[nodiscard]] const std::vector<Real>& products() const { return products_; }

 private:
  Eigen::Index tokens_ = 0;     // nT
  std::vector<Real> images_;    // y_s, one after the other
  std::vector<Real> products_;  // <p, p_s>
};

}  // namespace benignity
