#include "sim/lanes/cholesky.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "tests/support/every_instruction_set.hpp"

namespace benignity::testing {
namespace {

Matrix<double> random_kernel(Eigen::Index size) {
  const auto root = random_matrix<double>(static_cast<std::uint64_t>(size), size, size + 3);
  return product(root, root.transpose());
}

TEST_CASE("the Cholesky factor is a lower triangle that gives the matrix back") {
  for (const Eigen::Index size : {1, 2, 7, 8, 9, 16, 23, 50, 162}) {
    CAPTURE(size);
    Matrix<double> kernel = random_kernel(size);
    const Matrix<double> both = kernel;
    kernel.triangularView<Eigen::StrictlyUpper>().setConstant(1e300);  // only the lower one is read
    const Trapezoid factor = cholesky_factor(kernel);
    const Matrix<double> l = factor.entries.topRows(size);
    CHECK(factor.size == size);
    CHECK(factor.reach == 0);
    CHECK(Matrix<double>(l.triangularView<Eigen::StrictlyUpper>()).isZero(0));
    CHECK(factor.entries.bottomRows(factor.entries.rows() - size).isZero(0));
    CHECK(l.diagonal().minCoeff() > 0);
    // Backward error of Cholesky: (size + 1) ulp of sqrt(K_ii K_jj).
    const Vector<double> scale = both.diagonal().cwiseSqrt();
    const Matrix<Float50> exact = product(exactly(l), exactly(l).transpose());
    CHECK(worst_ulps<double>(both, exact, exactly<double>(product(scale, scale.transpose()))) <=
          static_cast<double>(size) + 1);
  }
}

TEST_CASE("rows divided by the factor's transpose solve the triangular system") {
  for (const Eigen::Index size : {1, 5, 8, 19, 162}) {
    CAPTURE(size);
    const Trapezoid factor = cholesky_factor(random_kernel(size));
    const auto right = random_matrix<double>(7, 16, size);
    Matrix<double> rows = right;
    divide_by_transpose(factor, rows);
    const Matrix<Float50> l = exactly<double>(factor.entries.topRows(size));
    const Matrix<Float50> again = product(exactly(rows), l.transpose());
    const Matrix<Float50> sizes =
        product(exactly<double>(rows.cwiseAbs()), l.cwiseAbs().eval().transpose());
    CHECK(worst_ulps<double>(right, again, sizes) <= static_cast<double>(size) + 1);
  }
}

TEST_CASE("a matrix that is not positive definite shows on the diagonal") {
  Matrix<double> kernel = random_kernel(20);
  kernel(11, 11) = 1e-3;
  const Trapezoid indefinite = cholesky_factor(kernel);
  CHECK(std::isnan(indefinite.entries(11, 11)));
  CHECK(std::isnan(indefinite.entries(19, 19)));
  CHECK(cholesky_factor(Matrix<double>::Zero(3, 3)).entries(0, 0) == 0);
}

}  // namespace
}  // namespace benignity::testing
