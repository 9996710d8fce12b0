#include "sim/measure/symmetric_spectrum.hpp"

#include <algorithm>

#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"

namespace benignity {
namespace {

Matrix<double> fixed_start(Eigen::Index rows, Eigen::Index columns) {
  Matrix<double> start(rows, columns);
  Stream stream({0, Purpose::design, 0, 0, 0});
  stream.normals({start.data(), static_cast<std::size_t>(start.size())});
  return start;
}

/// Gram and Schmidt, twice: once loses orthogonality where columns are nearly alike.
void orthonormalise(Matrix<double>& columns) {
  for (int pass = 0; pass < 2; ++pass) {
    for (Eigen::Index j = 0; j < columns.cols(); ++j) {
      for (Eigen::Index i = 0; i < j; ++i) {
        columns.col(j) -= columns.col(i).dot(columns.col(j)) * columns.col(i);
      }
      columns.col(j).normalize();
    }
  }
}

}  // namespace

double spectral_norm(const Matrix<double>& symmetric) {
  constexpr int iterations = 100;
  Vector<double> v = fixed_start(symmetric.rows(), 1).normalized();
  double norm = 0;
  for (int i = 0; i < iterations; ++i) {
    const Vector<double> next = product(symmetric, v);
    norm = next.norm();
    if (norm == 0) break;
    v = next / norm;
  }
  return norm;
}

std::vector<double> largest_eigenvalues(const Matrix<double>& positive, Eigen::Index count) {
  constexpr int iterations = 60;
  Matrix<double> v = fixed_start(positive.rows(), std::min(count, positive.rows()));
  orthonormalise(v);
  Matrix<double> image = product(positive, v);
  for (int i = 0; i < iterations; ++i) {
    v = image;
    orthonormalise(v);
    image = product(positive, v);
  }
  std::vector<double> values;
  for (Eigen::Index j = 0; j < v.cols(); ++j) values.push_back(v.col(j).dot(image.col(j)));
  std::sort(values.rbegin(), values.rend());
  return values;
}

}  // namespace benignity
