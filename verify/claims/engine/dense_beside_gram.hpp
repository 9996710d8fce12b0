#pragma once

#include <boost/multiprecision/eigen.hpp>

#include "sim/engine/dense.hpp"
#include "sim/engine/explicit_gram.hpp"
#include "theory/scalar.hpp"

namespace benignity {

/// The same random small problem (d > nT + 2) in explicit parameters and in Gram space at 50
/// digits, step by step, with the coefficients that rebuild the parameters.
class DenseBesideGram {
 public:
  DenseBesideGram(std::uint64_t seed, std::uint64_t index);

  void step();

  [[nodiscard]] const DenseDescent<Float50>& dense() const { return dense_; }
  [[nodiscard]] const GramDescent<Float50>& gram() const { return gram_; }
  [[nodiscard]] const Float50& step_size() const { return step_size_; }
  /// p rebuilt from Gram space.
  [[nodiscard]] Vector<Float50> rebuilt_query() const;
  /// W rebuilt from Gram space.
  [[nodiscard]] RowMatrix<Float50> rebuilt_weights() const;

 private:
  struct Start {
    Parameters setting;
    TrainingSet set;
    RowMatrix<Float50> weights;
    ExplicitGramStart<Float50> gram;
  };
  static Start draw(std::uint64_t seed, std::uint64_t index);
  explicit DenseBesideGram(const Start& start);

  Float50 step_size_;
  RowMatrix<Float50> rows_;
  RowMatrix<Float50> initial_weights_;
  Matrix<Float50> initial_products_;
  Vector<Float50> initial_query_;
  DenseDescent<Float50> dense_;
  GramDescent<Float50> gram_;
  RebuiltParameters<Float50> rebuilt_;
};

}  // namespace benignity
