#include "sim/measure/gram_matrix.hpp"

#include <vector>

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
  int strips;  ///< of 2e9/(rows columns) columns or a little less, the last up to twice as wide
};

TEST_CASE("a Gram matrix by strips is the whole product, to the bit, with a checkpoint a strip") {
  for (const Shape& shape : {Shape{1, 3, 1}, {5, 1, 1}, {61, 40, 1}, {1701, 1500, 2}}) {
    INFO(shape.rows << " x " << shape.columns);
    const RowMatrix<double> rows = drawn(shape.rows, shape.columns);
    int asked = 0;
    const Matrix<double> gram = gram_matrix(rows, [&] { ++asked; });
    CHECK(asked == shape.strips);
    CHECK(gram == product(rows, rows.transpose()));
  }
}

TEST_CASE("what a checkpoint throws ends a Gram matrix") {
  const RowMatrix<double> rows = drawn(20, 4);
  CHECK_THROWS_AS(gram_matrix(rows, [] { throw 5; }), int);
}

}  // namespace
}  // namespace gram_matrix_test
