#include "sim/certified/spectral_bound.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "sim/random/stream.hpp"

namespace benignity {
namespace {

Matrix<double> normals(Eigen::Index rows, Eigen::Index columns, std::uint32_t which) {
  Matrix<double> matrix(rows, columns);
  Stream({5, Purpose::design, 0, which, 0})
      .normals({matrix.data(), static_cast<std::size_t>(matrix.size())});
  return matrix;
}

struct KnownSpectrum {
  Matrix<double> matrix;
  double norm;
};

/// Three reflections I - 2 v v^T of a diagonal of normals, which keep its eigenvalues.
KnownSpectrum random_symmetric(Eigen::Index size) {
  const auto which = static_cast<std::uint32_t>(4 * size);
  const Matrix<double> eigenvalues = normals(size, 1, which);
  Matrix<double> matrix = eigenvalues.asDiagonal();
  for (std::uint32_t k = 1; k <= 3; ++k) {
    const Matrix<double> v = normals(size, 1, which + k).normalized();
    matrix -= 2 * product(v, product(matrix.transpose(), v).transpose());
    matrix -= 2 * product(product(matrix, v), v.transpose());
  }
  return {matrix, eigenvalues.cwiseAbs().maxCoeff()};
}

TEST_CASE("the bound is at least the spectral norm and at most n^(1/2p) times it") {
  for (const Eigen::Index size : {1, 2, 8, 60}) {
    for (const int squarings : {0, 1, 3, 6}) {
      for (const double scale : {1e-150, 1.0, 1e120}) {
        const KnownSpectrum known = random_symmetric(size);
        const double norm = scale * known.norm;
        const double bound = spectral_norm_bound(scale * known.matrix, squarings);
        const double power = std::ldexp(1.0, squarings);
        INFO("size " << size << ", squarings " << squarings << ", scale " << scale);
        CHECK(bound >= norm * (1 - 1e-13));
        CHECK(bound <= norm * std::pow(static_cast<double>(size), 0.5 / power) * (1 + 1e-6));
      }
    }
  }
}

TEST_CASE("a flat spectrum does not sink below the error of its powers") {
  const Matrix<double> identity = 3 * Matrix<double>::Identity(160, 160);
  CHECK(spectral_norm_bound(identity, 8) >= 3);
  CHECK(spectral_norm_bound(identity, 8) <= 3.05);  // 3 n^(1/512) = 3.03, and the error
}

TEST_CASE("the norm of zero is zero, and what is not finite has none") {
  CHECK(spectral_norm_bound(Matrix<double>::Zero(4, 4), 3) == 0);
  Matrix<double> matrix = Matrix<double>::Zero(2, 2);
  for (const double value :
       {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    matrix(1, 0) = value;
    CHECK_THROWS_AS(spectral_norm_bound(matrix, 3), std::domain_error);
  }
}

}  // namespace
}  // namespace benignity
