#include "sim/measure/class_gram.hpp"

#include <catch2/catch.hpp>

#include "sim/measure/symmetric_spectrum.hpp"
#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"

namespace benignity {
namespace {

RowMatrix<double> drawn_rows(Eigen::Index rows, Eigen::Index columns, std::uint32_t number) {
  RowMatrix<double> matrix(rows, columns);
  Stream stream({31, Purpose::design, 0, number, 0});
  for (double& entry : matrix.reshaped()) entry = stream.normal();
  return matrix;
}

TEST_CASE("the squared trace is the sum over four different samples that defines it") {
  constexpr std::int64_t n = 6;
  const RowMatrix<double> rows = drawn_rows(n, 5, 1).array() + 0.7;
  const Matrix<double> kernel = product(rows, rows.transpose());
  const ClassGram gram(kernel, std::vector<std::int64_t>(n, 0), 1);
  // tr S^2 = E[<x_i - x_l, x_j - x_m>^2]/4 over different i, j, l, m.
  double sum = 0;
  double count = 0;
  for (std::int64_t i = 0; i < n; ++i) {
    for (std::int64_t j = 0; j < n; ++j) {
      for (std::int64_t l = 0; l < n; ++l) {
        for (std::int64_t m = 0; m < n; ++m) {
          if (i == j || i == l || i == m || j == l || j == m || l == m) continue;
          const double product = (rows.row(i) - rows.row(l)).dot(rows.row(j) - rows.row(m));
          sum += product * product / 4;
          count += 1;
        }
      }
    }
  }
  CHECK(gram.squared_noise_trace() == Approx(sum / count).epsilon(1e-12));
}

TEST_CASE(
    "products of means leave a sample's product with itself out, and traces are the variance") {
  const RowMatrix<double> rows = drawn_rows(10, 4, 2);  // 5 samples of 2 tokens
  const Matrix<double> kernel = product(rows, rows.transpose());
  const ClassGram gram(kernel, {0, 1, 0, 0, 1}, 2);
  const auto token = [&](std::int64_t i, std::int64_t t) { return rows.row(2 * i + t); };
  double sum = 0;
  for (const auto& [i, j] : {std::pair{0, 2}, {0, 3}, {2, 3}, {2, 0}, {3, 0}, {3, 2}}) {
    sum += token(i, 0).dot(token(j, 1));
  }
  CHECK(gram.mean_product(0, 0, 0, 1) == Approx(sum / 6));
  const Vector<double> means = (token(0, 1) + token(2, 1) + token(3, 1)) / 3;
  CHECK(gram.mean_product(0, 1, 1, 1) ==
        Approx(means.dot((token(1, 1) + token(4, 1)).transpose() / 2)));
  double variance = 0;
  for (int t = 0; t < 2; ++t) {
    const RowMatrix<double> first =
        (RowMatrix<double>(3, 4) << token(0, t), token(2, t), token(3, t)).finished();
    const RowMatrix<double> second =
        (RowMatrix<double>(2, 4) << token(1, t), token(4, t)).finished();
    variance += (first.rowwise() - first.colwise().mean()).squaredNorm() / 2 +
                (second.rowwise() - second.colwise().mean()).squaredNorm() / 1;
  }
  CHECK(gram.noise_trace() == Approx(variance / 4));
  CHECK(gram.of({0, 2, 3, 1, 4}).noise_trace() == Approx(variance / 4));
}

TEST_CASE("largest eigenvalues and the norm of a known spectrum") {
  const RowMatrix<double> basis = drawn_rows(30, 30, 3);
  Matrix<double> rotation = basis;
  for (Eigen::Index j = 0; j < 30; ++j) {
    for (Eigen::Index i = 0; i < j; ++i) {
      rotation.col(j) -= rotation.col(i).dot(rotation.col(j)) * rotation.col(i);
    }
    rotation.col(j).normalize();
  }
  Vector<double> values(30);
  for (Eigen::Index i = 0; i < 30; ++i) values(i) = 10 * std::pow(0.7, double(i));
  const auto rotated = [&] {
    const Matrix<double> scaled = rotation * values.asDiagonal();
    return product(scaled, rotation.transpose());
  };
  const Matrix<double> positive = rotated();
  const std::vector<double> found = largest_eigenvalues(positive, 4);
  REQUIRE(found.size() == 4);
  for (std::size_t i = 0; i < 4; ++i)
    CHECK(found[i] == Approx(values(Eigen::Index(i))).epsilon(1e-6));
  values(29) = -12;
  CHECK(spectral_norm(rotated()) == Approx(12).epsilon(1e-4));
  CHECK(spectral_norm(Matrix<double>::Zero(3, 3)) == 0);
}

}  // namespace
}  // namespace benignity
