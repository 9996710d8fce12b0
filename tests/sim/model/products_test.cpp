#include "sim/model/products.hpp"

#include <array>
#include <limits>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

template <class Real>
Matrix<Real> normals(Stream& stream, Eigen::Index rows, Eigen::Index columns) {
  Matrix<Real> matrix(rows, columns);
  for (Real& entry : matrix.reshaped()) entry = Real(stream.normal());
  return matrix;
}

template <class Real>
Matrix<Real> by_definition(const Matrix<Real>& a, const Matrix<Real>& b) {
  Matrix<Real> sums = Matrix<Real>::Zero(a.rows(), b.cols());
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    for (Eigen::Index j = 0; j < b.cols(); ++j) {
      for (Eigen::Index k = 0; k < a.cols(); ++k) sums(i, j) += a(i, k) * b(k, j);
    }
  }
  return sums;
}

template <class Real>
double distance(const Matrix<Real>& a, const Matrix<Real>& b) {
  return static_cast<double>(Real((a - b).cwiseAbs().maxCoeff()));
}

TEMPLATE_TEST_CASE("products of every kind of factor are their definition", "", float, double,
                   long double, Float50) {
  using Real = TestType;
  const double allowed = 1000 * static_cast<double>(std::numeric_limits<Real>::epsilon());
  Stream stream({3, Purpose::design, 0, 0, 0});
  for (const auto& [m, k, n] : {std::array<Eigen::Index, 3>{1, 1, 1},
                                {3, 2, 4},
                                {7, 5, 1},
                                {1, 6, 5},
                                {9, 1, 4},
                                {30, 21, 17},
                                {5, 40, 1},
                                {12, 0, 3}}) {
    const Matrix<Real> a = normals<Real>(stream, m, k);
    const Matrix<Real> b = normals<Real>(stream, k, n);
    const Matrix<Real> expected = by_definition(a, b);
    const Matrix<Real> a_turned = a.transpose();
    const Matrix<Real> b_turned = b.transpose();
    const RowMatrix<Real> a_rows = a;
    const RowMatrix<Real> b_rows = b;
    if (k > 0) {
      CHECK(distance<Real>(product(a, b), expected) <= allowed);
      CHECK(distance<Real>(product(a_turned.transpose(), b), expected) <= allowed);
      CHECK(distance<Real>(product(a, b_turned.transpose()), expected) <= allowed);
      CHECK(distance<Real>(product(a_turned.transpose(), b_turned.transpose()), expected) <=
            allowed);
      CHECK(distance<Real>(product(a_rows, b_rows), expected) <= allowed);
      CHECK(distance<Real>(product(a_rows, b), expected) <= allowed);
      const Vector<Real> first = b.col(0);
      CHECK(distance<Real>(product(a_rows, first), expected.col(0)) <= allowed);
      CHECK(distance<Real>(product(a_rows.row(0), b), expected.row(0)) <= allowed);
      CHECK(distance<Real>(product(b.col(0), a.row(0)), by_definition<Real>(b.col(0), a.row(0))) <=
            allowed);
    } else {
      CHECK(product(a, b) == expected);
    }
    Matrix<Real> sum = normals<Real>(stream, m, n);
    const Matrix<Real> before = sum;
    add_product(a, b_turned.transpose(), sum, Real(-3));
    CHECK(distance<Real>(sum, before - 3 * expected) <= 10 * allowed);
  }
}

TEST_CASE("products are Eigen's own to the last bit") {
  Stream stream({5, Purpose::design, 0, 0, 0});
  const Matrix<double> a = normals<double>(stream, 61, 300);
  const RowMatrix<double> b = normals<double>(stream, 300, 43);
  const Vector<double> x = normals<double>(stream, 300, 1);
  CHECK(product(a, b) == Matrix<double>(a * b));
  CHECK(product(b.transpose(), a.transpose()) == Matrix<double>(b.transpose() * a.transpose()));
  CHECK(product(a, x) == Vector<double>(a * x));
  CHECK(product(b.transpose(), x) == Vector<double>(b.transpose() * x));
  Vector<double> sum = normals<double>(stream, 61, 1);
  Vector<double> expected = sum;
  expected.noalias() += 0.3 * (a * x);
  add_product(a, x, sum, 0.3);
  CHECK(sum == expected);
}

TEST_CASE("blocks of larger matrices, and factors that are neither rows nor columns") {
  Stream stream({4, Purpose::design, 0, 0, 0});
  const Matrix<double> a = normals<double>(stream, 20, 30);
  const Matrix<double> b = normals<double>(stream, 30, 10);
  CHECK(distance<double>(product(a.block(2, 3, 5, 20), b.middleRows(4, 20)),
                         by_definition<double>(a.block(2, 3, 5, 20), b.middleRows(4, 20))) < 1e-13);
  CHECK(distance<double>(product(a.row(3), b), by_definition<double>(a.row(3), b)) < 1e-13);
  const Vector<double> column = a.row(3).transpose();
  CHECK(distance<double>(product(b.transpose(), a.row(3).transpose()),
                         by_definition<double>(b.transpose(), column)) < 1e-13);
}

}  // namespace
}  // namespace benignity
