#include "sim/data/bartlett.hpp"

#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

namespace benignity {

Matrix<double> draw_bartlett(Eigen::Index size, double degrees, StreamAddress address) {
  if (!(degrees >= static_cast<double>(size))) {
    throw std::domain_error("draw_bartlett: degrees is " + std::to_string(degrees) +
                            ", but must be at least the size " + std::to_string(size));
  }
  Matrix<double> factor = Matrix<double>::Zero(size, size);
  const std::uint32_t normals = address.token;
  std::vector<double> below(static_cast<std::size_t>(size));
  for (Eigen::Index i = 0; i < size; ++i) {
    address.sample = static_cast<std::uint32_t>(i);
    address.token = normals;
    Stream(address).normals({below.data(), static_cast<std::size_t>(i)});
    for (Eigen::Index j = 0; j < i; ++j) factor(i, j) = below[static_cast<std::size_t>(j)];
    address.token = normals + 1;
    factor(i, i) = std::sqrt(Stream(address).chi_squared(degrees - static_cast<double>(i)));
  }
  return factor;
}

}  // namespace benignity
