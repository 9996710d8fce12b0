#include "sim/certified/spectral_bound.hpp"

#include <cmath>
#include <stdexcept>

namespace benignity {

double spectral_norm_bound(const Matrix<double>& matrix, int squarings) {
  const double scale = matrix.norm();
  if (!std::isfinite(scale)) throw std::domain_error("spectral_norm_bound: an entry is not finite");
  if (scale == 0) return 0;
  // A product of n x n matrices S is wrong by at most n u |S|_F^2 in the Frobenius norm (Higham
  // 2002, (3.13)); with u = 2^-52, twice what it is, roundings of norms and quotients are in too.
  const double unit = static_cast<double>(matrix.rows() + 4) * std::ldexp(1.0, -52);
  // A^p = scales (power + something of norm `error`), each power brought back to norm 1: that of a
  // flat spectrum would sink below its own error.
  Matrix<double> power = matrix / scale;
  double error = unit;
  double root = scale;  // of the scales
  double exponent = 1;
  for (int i = 0; i < squarings; ++i) {
    power = (power * power).eval();
    error = error * (2 + unit + error) + unit;
    const double norm = power.norm();
    power /= norm;
    error = error / norm * (1 + unit) + unit;
    exponent /= 2;
    root *= std::pow(norm, exponent);
  }
  constexpr double powers_and_products = 1 + 1e-12;
  return root * std::pow(1 + unit + error, exponent) * powers_and_products;
}

}  // namespace benignity
