#pragma once

#include <string>

#include "sim/model/matrix.hpp"

namespace benignity {

/// The solution of  min |w|^2/2  subject to  w . z_j >= 1,  w = sum_j q_j z_j,  with its proof: no
/// feasible w has a smaller value than `dual`, and w/min_j(w . z_j) is feasible with value
/// `primal`.
struct HardMargin {
  Vector<double> multipliers;  ///< q >= 0
  Vector<double> margins;      ///< w . z_j
  double primal = 0;           ///< |w|^2/(2 min_j margins^2); infinite where that is not positive
  double dual = 0;             ///< sum_j q_j - |w|^2/2

  [[nodiscard]] double relative_gap() const { return primal / dual - 1; }
};

/// By the quadratic simplex of Clp on the dual, max sum q - q^T G q/2 over q >= 0. gram: G_jk = z_j
/// . z_k, positive definite, lower triangle read. Where Clp ends short of the solution the gap says
/// so. Measured: relative_gap below 1e-11 at k up to 140, in 0.04 s.
[[nodiscard]] HardMargin hard_margin(const Matrix<double>& gram);

/// Of Clp, that the program was built with.
[[nodiscard]] std::string quadratic_solver_version();

}  // namespace benignity
