#include "sim/test_law/low_rank_factor.hpp"

#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"

namespace benignity {
namespace {

Matrix<double> random_matrix(Eigen::Index rows, Eigen::Index columns, std::uint64_t replicate) {
  Stream stream({17, Purpose::design, replicate, 0, 0});
  Matrix<double> matrix(rows, columns);
  for (double& entry : matrix.reshaped()) entry = stream.normal();
  return matrix;
}

TEST_CASE("the factor gives the matrix back and has its rank") {
  for (Eigen::Index rank = 1; rank <= 6; ++rank) {
    const Matrix<double> root = random_matrix(9, rank, static_cast<std::uint64_t>(rank));
    const Matrix<double> given = product(root, root.transpose());
    const Matrix<double> factor = low_rank_factor(given);
    CHECK(factor.cols() == rank);
    CHECK((product(factor, factor.transpose()) - given).cwiseAbs().maxCoeff() < 1e-10);
  }
}

TEST_CASE("rows of very different scale keep their relative accuracy") {
  Matrix<double> root = random_matrix(4, 4, 50);
  root.row(1) *= 1e-9;
  root.row(3) *= 1e9;
  const Matrix<double> given = product(root, root.transpose());
  const Matrix<double> factor = low_rank_factor(given);
  const Matrix<double> again = product(factor, factor.transpose());
  for (Eigen::Index i = 0; i < 4; ++i) CHECK(again(i, i) == Approx(given(i, i)).epsilon(1e-12));
}

TEST_CASE("the last row stands alone, whatever rows are before it") {
  const Matrix<double> root = random_matrix(7, 3, 70);
  const Matrix<double> given = product(root, root.transpose());
  const Matrix<double> factor = low_rank_factor(given);
  CHECK(factor(6, 0) == low_rank_factor(given.bottomRightCorner(1, 1))(0, 0));
  CHECK(factor.row(6).tail(factor.cols() - 1).isZero(0));
  CHECK_FALSE(factor.row(5).tail(factor.cols() - 1).isZero(0));
}

TEST_CASE("a zero row stays zero and only the lower triangle is read") {
  Matrix<double> root = random_matrix(5, 3, 60);
  root.row(2).setZero();
  const Matrix<double> given = product(root, root.transpose());
  Matrix<double> lower = given.triangularView<Eigen::Lower>();
  lower(0, 4) = 1e300;
  const Matrix<double> factor = low_rank_factor(lower);
  CHECK(factor.row(2).isZero(0));
  CHECK((product(factor, factor.transpose()) - given).cwiseAbs().maxCoeff() < 1e-10);
  CHECK(low_rank_factor(Matrix<double>::Zero(3, 3)).cols() == 0);
}

}  // namespace
}  // namespace benignity
