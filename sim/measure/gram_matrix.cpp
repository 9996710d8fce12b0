#include "sim/measure/gram_matrix.hpp"

#include <algorithm>
#include <cstdint>

#include "sim/model/products.hpp"

namespace benignity {
namespace gram_strips {
namespace {

/// Columns that Eigen's kernel takes at once, twice: a strip that ends within them, or has but one
/// column, would be summed in another order.
constexpr std::int64_t together = 8;

std::int64_t width(const RowMatrix<double>& rows, std::int64_t multiplications) {
  const std::int64_t fitting = multiplications / std::max(rows.size(), Eigen::Index{1});
  return std::max(fitting / together, std::int64_t{1}) * together;
}

}  // namespace
}  // namespace gram_strips

Matrix<double> gram_matrix(const RowMatrix<double>& rows, const Checkpoint& checkpoint,
                           std::int64_t multiplications) {
  Matrix<double> gram(rows.rows(), rows.rows());
  const std::int64_t width = gram_strips::width(rows, multiplications);
  for (Eigen::Index first = 0; first < rows.rows();) {
    checkpoint();
    const Eigen::Index left = rows.rows() - first;
    const Eigen::Index columns = left < 2 * width ? left : width;
    gram.middleCols(first, columns) = product(rows, rows.middleRows(first, columns).transpose());
    first += columns;
  }
  return gram;
}

}  // namespace benignity
