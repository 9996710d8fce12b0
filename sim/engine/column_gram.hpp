#pragma once

#include <type_traits>
#include <variant>
#include <vector>

#include "sim/engine/column_triangles.hpp"
#include "sim/lanes/column_strips.hpp"
#include "sim/model/matrix.hpp"
#include "sim/training/linear_rule.hpp"

namespace benignity {

/// A combination of vectors of one length.
template <class Real>
class Combination {
 public:
  void add(const Real& factor, const Real* vector) {
    if (factor == 0) return;
    factors_.push_back(factor);
    vectors_.push_back(vector);
  }
  /// Writes it, and is empty again; `sum` is none of the vectors.
  void write(Eigen::Index size, Real* sum);

 private:
  std::vector<Real> factors_;
  std::vector<const Real*> vectors_;
};

/// The inner products of what one head holds as columns seen from R^d: N_0 = [p, Z], Z = W X^T (M
/// columns; or W_Q^T), and what its optimiser carries beside, N_1, ... of the same shape. A step
/// with the gradient G = [Z c, p k^T] in N_0 multiplies N from the right, so that all inner
/// products follow without d:
///   N_j <- sum_i N_i B_ij + g_j G,      <N_j, N_l> follow from <N_i, N_k>, c and k = K c.
/// [derived] theory/README.md section 12. One pass over the products of the columns a step, s^2 M^2
/// / 2 numbers read and written (s blocks): the update of a step waits for the c of the next one,
/// whose product it meets on the way.
template <class Real>
class ColumnGram {
 public:
  /// At rest: the velocities are zero. `products` = Z^T Z (lower triangle read), `images` = Z^T p.
  /// The rules have as many blocks as each other; a frozen one leaves its columns as they are.
  ColumnGram(const Matrix<Real>& products, const Vector<Real>& images, const Real& query_norm2,
             LinearRule<Real> query_rule, LinearRule<Real> column_rule);

  /// c: as long as the columns of Z that have a gradient (the first ones), k: of all M.
  void step(const Vector<Real>& c, const Vector<Real>& k);

  [[nodiscard]] const Vector<Real>& images() const { return images_.front(); }  ///< Z^T p, M
  [[nodiscard]] const Real& query_norm2() const { return queries_(0, 0); }

  /// Keeps the present p: query_products() then has <p, p_s> for it too, whatever steps come.
  void remember();
  [[nodiscard]] std::vector<Real> query_products() const;

  /// The present products; what was remembered belongs to the run that recorded it.
  template <class Archive>
  void keep(Archive& archive) {
    catch_up();
    std::visit([&](auto& products) { products.keep(archive); }, products_);
    archive(queries_, images_);
  }

 private:
  // Strips alone take part in what double has beside the other scalars.
  using Products = std::conditional_t<std::is_same_v<Real, double>,
                                      std::variant<ColumnTriangles<Real>, ColumnStrips>,
                                      std::variant<ColumnTriangles<Real>>>;

  [[nodiscard]] static Products products_of(const Matrix<Real>& products,
                                            const LinearRule<Real>& column_rule);
  [[nodiscard]] Vector<Real>& image(Eigen::Index j, Eigen::Index l) {
    return images_[static_cast<std::size_t>(j * blocks() + l)];
  }
  [[nodiscard]] Eigen::Index blocks() const { return query_rule_.blocks(); }
  void rest();
  void catch_up();
  void follow_remembered(const Vector<Real>& c, const Vector<Real>& k);

  LinearRule<Real> query_rule_;
  LinearRule<Real> column_rule_;
  Products products_;                 // P_jl = Z_j^T Z_l, one update behind
  ColumnUpdate<Real> update_;         // that update
  Matrix<Real> queries_;              // <p_j, p_l>, s x s
  std::vector<Vector<Real>> images_;  // Z_j^T p_l at j s + l, M
  /// N_j^T p_s, 1 + M entries a block, blocks side by side; one matrix for each remembered p_s.
  std::vector<Matrix<Real>> remembered_;
  Matrix<Real> y_;  // P_i0 c
  std::vector<Vector<Real>> next_images_;
  Matrix<Real> next_queries_;
  Matrix<Real> query_figures_;  // a column each: <N_l, Z c>, mixed; <p_l after the step, p>
  Combination<Real> sum_;
  Matrix<Real> next_remembered_;
};

}  // namespace benignity
