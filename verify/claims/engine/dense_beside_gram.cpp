#include "verify/claims/engine/dense_beside_gram.hpp"

#include "sim/data/initial_parameters.hpp"
#include "verify/claims/engine/random_problem.hpp"

namespace benignity {

DenseBesideGram::Start DenseBesideGram::draw(std::uint64_t seed, std::uint64_t index) {
  const Parameters setting = random_problem(seed, index, DimensionChoice::above_tokens);
  Start start{setting,
              draw_training_set(setting, seed, index),
              RowMatrix<Float50>(setting.dimension, setting.dimension),
              {}};
  Vector<double> row(setting.dimension);
  for (std::int64_t r = 0; r < setting.dimension; ++r) {
    draw_weight_row(setting, seed, index, r, row);
    start.weights.row(r) = row.transpose().cast<Float50>();
  }
  start.gram = explicit_gram_start<Float50>(setting, start.set, seed, index);
  return start;
}

DenseBesideGram::DenseBesideGram(std::uint64_t seed, std::uint64_t index)
    : DenseBesideGram(draw(seed, index)) {}

DenseBesideGram::DenseBesideGram(const Start& start)
    : step_size_(start.setting.step_size),
      rows_(start.set.rows.cast<Float50>()),
      initial_weights_(start.weights),
      initial_products_(start.gram.initial_products),
      initial_query_(start.gram.initial_query),
      dense_(attention_problem<Float50>(start.setting, start.set), rows_, start.weights,
             start.gram.initial_query),
      gram_(start.gram.start.problem, start.gram.start.state),
      rebuilt_(gram_.problem().head_values.size()) {}

void DenseBesideGram::step() {
  rebuilt_.step(step_size_, gram_.response().coefficients, gram_.kernel_product());
  gram_.step(step_size_);
  dense_.step(step_size_);
}

Vector<Float50> DenseBesideGram::rebuilt_query() const {
  return rebuilt_.query(initial_query_, initial_products_);
}

RowMatrix<Float50> DenseBesideGram::rebuilt_weights() const {
  const Matrix<Float50> change = rebuilt_.weight_change(initial_query_, initial_products_);
  return initial_weights_ + change * rows_.topRows(change.cols());
}

}  // namespace benignity
