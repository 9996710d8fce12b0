#include "sim/certified/spectral_bound.hpp"

#include <cmath>
#include <stdexcept>

#include "sim/lanes/trapezoid.hpp"

namespace benignity {

double spectral_norm_bound(const Matrix<double>& matrix, int squarings) {
  const double scale = matrix.norm();
  if (!std::isfinite(scale)) throw std::domain_error("spectral_norm_bound: an entry is not finite");
  if (scale == 0) return 0;
  // A product of n x n matrices S is wrong by at most n u |S|_F^2 in the Frobenius norm (Higham
  // 2002, (3.13)), and a norm by n^2 u of itself. With u = 2^-52, twice what it is, quotients are
  // in too.
  const auto rows = static_cast<double>(matrix.rows());
  const double unit = (rows * rows + rows + 4) * std::ldexp(1.0, -52);
  // A^p = scales (power + something of norm `error`), each power brought back to norm 1: that of a
  // flat spectrum would sink below its own error. A symmetric matrix times itself is one times its
  // own transpose, for which there is a kernel.
  const Eigen::Index size = matrix.rows();
  Trapezoid power(size, size, size);
  power.entries.topLeftCorner(size, size) = matrix / scale;
  double error = unit;
  double root = scale;  // of the scales
  double exponent = 1;
  for (int i = 0; i < squarings; ++i) {
    const Matrix<double> square = times_own_transpose(power);  // lower triangle
    double sum = 0;
    for (Eigen::Index c = 0; c < size; ++c) {
      sum += square(c, c) * square(c, c);
      for (Eigen::Index r = c + 1; r < size; ++r) sum += 2 * square(r, c) * square(r, c);
    }
    const double norm = std::sqrt(sum);
    for (Eigen::Index c = 0; c < size; ++c) {
      for (Eigen::Index r = c; r < size; ++r) {
        power.entries(r, c) = power.entries(c, r) = square(r, c) / norm;
      }
    }
    error = error * (2 + unit + error) + unit;
    error = error / norm * (1 + unit) + unit;
    exponent /= 2;
    root *= std::pow(norm, exponent);
  }
  const double powers_and_products = 1 + 1e-12 + 2 * unit;
  return root * std::pow(1 + unit + error, exponent) * powers_and_products;
}

}  // namespace benignity
