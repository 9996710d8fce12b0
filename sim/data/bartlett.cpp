#include "sim/data/bartlett.hpp"

#include <cmath>
#include <stdexcept>
#include <string>

namespace benignity {

Matrix<double> draw_bartlett(Eigen::Index size, double degrees, StreamAddress address) {
  if (!(degrees >= static_cast<double>(size))) {
    throw std::domain_error("draw_bartlett: degrees is " + std::to_string(degrees) +
                            ", but must be at least the size " + std::to_string(size));
  }
  Matrix<double> factor = Matrix<double>::Zero(size, size);
  for (Eigen::Index i = 0; i < size; ++i) {
    address.sample = static_cast<std::uint32_t>(i);
    address.token = 0;
    Stream normals(address);
    for (Eigen::Index j = 0; j < i; ++j) factor(i, j) = normals.normal();
    address.token = 1;
    factor(i, i) = std::sqrt(Stream(address).chi_squared(degrees - static_cast<double>(i)));
  }
  return factor;
}

}  // namespace benignity
