#pragma once

#include "sim/model/head_parameters.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// What a run in Gram space knows of a head (W, p) in R^d: p itself and W = share W_0 + F X, with
/// W_0 the draw of the settings and X the nT tokens. [derived] theory/README.md (4.6)
struct RebuiltHead {
  std::int64_t number = 0;  ///< of the head, from 0
  Vector<double> query;     ///< p, d
  double share = 1;
  Matrix<double> change;  ///< F, d x nT
};

/// p and W. W is drawn again, row by row; it is left out (empty) where three times d x d doubles,
/// those of the array and its file, are more than the machine has.
[[nodiscard]] HeadParameters explicit_parameters(const RunSettings& settings,
                                                 const RebuiltHead& head,
                                                 const RowMatrix<double>& tokens);

}  // namespace benignity
