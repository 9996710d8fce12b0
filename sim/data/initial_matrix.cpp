#include "sim/data/initial_matrix.hpp"

namespace benignity {

Matrix<double> draw_weight_matrix(const Parameters& parameters, std::uint64_t seed,
                                  std::uint64_t replicate, std::int64_t rows, DrawnMatrix of) {
  Matrix<double> matrix(rows, parameters.dimension);
  Vector<double> row(parameters.dimension);
  for (std::int64_t r = 0; r < rows; ++r) {
    draw_weight_row(parameters, seed, replicate, r, row, of);
    matrix.row(r) = row.transpose();
  }
  return matrix;
}

}  // namespace benignity
