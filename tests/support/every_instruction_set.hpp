#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include <boost/multiprecision/eigen.hpp>

#include "sim/lanes/instruction_set.hpp"
#include "sim/model/matrix.hpp"
#include "sim/random/stream.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {

/// Those that this processor runs.
inline std::vector<InstructionSet> supported_sets() {
  std::vector<InstructionSet> sets;
  for (const InstructionSet set : every_instruction_set) {
    if (is_supported(set)) sets.push_back(set);
  }
  return sets;
}

template <class Real>
Matrix<Real> random_matrix(std::uint64_t replicate, Eigen::Index rows, Eigen::Index columns) {
  Stream stream({47, Purpose::design, replicate, 0, 0});
  Matrix<Real> matrix(rows, columns);
  for (Real& entry : matrix.reshaped()) entry = static_cast<Real>(stream.normal());
  return matrix;
}

template <class Real>
Matrix<Float50> exactly(const Matrix<Real>& narrow) {
  return narrow.template cast<Float50>();
}

/// Largest |computed - exact| / (epsilon * scale), entry by entry.
template <class Real>
double worst_ulps(const Matrix<Real>& computed, const Matrix<Float50>& exact,
                  const Matrix<Float50>& scale) {
  double worst = 0;
  for (Eigen::Index j = 0; j < exact.cols(); ++j) {
    for (Eigen::Index i = 0; i < exact.rows(); ++i) {
      const Float50 error = abs(Float50(computed(i, j)) - exact(i, j));
      const Float50 unit = Float50(std::numeric_limits<Real>::epsilon()) * scale(i, j);
      const auto ulps = static_cast<double>(Float50(error / unit));
      if (!(ulps <= worst)) worst = ulps;
    }
  }
  return worst;
}

}  // namespace benignity::testing
