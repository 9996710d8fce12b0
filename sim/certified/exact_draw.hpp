#pragma once

#include <cstdint>
#include <optional>

#include "sim/data/labels.hpp"
#include "sim/model/matrix.hpp"
#include "sim/trajectory/settings.hpp"

namespace benignity {

/// Everything that a run of descent on (W, p) is determined by, in doubles that are exact: no
/// rounding stands between these numbers and the run that a proof speaks of. A start of engine
/// sampled is one of these in M dimensions, for its factors are tokens and weights seen from an
/// orthonormal basis (theory/README.md (5.2), (5.3)): rows L, weights [z | B']^T, query |p0| e_0.
struct ExactDraw {
  Labels labels;              ///< n
  std::int64_t tokens = 0;    ///< T
  RowMatrix<double> rows;     ///< nT tokens, then mu_+1, mu_-1; M x r
  RowMatrix<double> weights;  ///< W = weight_scale * weights, s x r
  double weight_scale = 1;    ///< > 0
  Vector<double> query;       ///< p, s
  /// nu = head_norm (e_0 - e_1)/sqrt(2)
  double head_norm = 0;
  double step_size = 0;
  /// Of |w_perp|^2 = weight_scale^2 |p|^2 * this, the part of w = W^T p across the rows (5.4);
  /// absent where `weights` are those of explicit parameters.
  std::optional<double> unseen_chi_squared;

  [[nodiscard]] std::int64_t samples() const {
    return static_cast<std::int64_t>(labels.observed.size());
  }
};

/// The draw of a run with engine sampled or gram: the same streams as simulate(), and the same
/// start but for the rounding of its Gram matrices (and of |p0|, here a double). Throws
/// InvalidInput for a model, a method, an engine or a precision that has no certified form, and
/// where the proof would not fit in memory.
[[nodiscard]] ExactDraw exact_draw(const RunSettings& settings);

}  // namespace benignity
