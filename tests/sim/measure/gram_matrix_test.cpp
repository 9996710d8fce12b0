#include "sim/measure/gram_matrix.hpp"

#include <cstdint>

#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"

namespace gram_matrix_test {
namespace {

using namespace benignity;

RowMatrix<double> drawn(Eigen::Index rows, Eigen::Index columns) {
  RowMatrix<double> matrix(rows, columns);
  Stream({7, Purpose::design, 0, 0, 0})
      .normals({matrix.data(), static_cast<std::size_t>(matrix.size())});
  return matrix;
}

struct Shape {
  Eigen::Index rows;
  Eigen::Index columns;
  std::int64_t multiplications;
  int strips;  ///< of multiplications/(rows columns) columns or a little less, the last up to twice
};

void check_strips(const Shape& shape) {
  INFO(shape.rows << " x " << shape.columns << " in " << shape.strips);
  const RowMatrix<double> rows = drawn(shape.rows, shape.columns);
  int asked = 0;
  const Matrix<double> gram = gram_matrix(
      rows, [&] { ++asked; }, shape.multiplications);
  CHECK(asked == shape.strips);
  CHECK(gram == product(rows, rows.transpose()));
}

TEST_CASE("a Gram matrix by strips is the whole product, to the bit, with a checkpoint a strip") {
  constexpr std::int64_t all = 2'000'000'000;
  for (const Shape& shape : {Shape{1, 3, all, 1},
                             {5, 1, all, 1},
                             {61, 40, all, 1},
                             {61, 40, 61 * 40 * 20, 3},
                             {64, 300, 64 * 300 * 8, 8}}) {
    check_strips(shape);
  }
}

// Products that are deeper than Eigen's blocks, at the width that is used.
TEST_CASE("a Gram matrix of more than a second's work has two strips, to the bit", "[slow]") {
  check_strips({1701, 1500, 2'000'000'000, 2});
}

TEST_CASE("what a checkpoint throws ends a Gram matrix") {
  const RowMatrix<double> rows = drawn(20, 4);
  CHECK_THROWS_AS(gram_matrix(rows, [] { throw 5; }), int);
}

}  // namespace
}  // namespace gram_matrix_test
