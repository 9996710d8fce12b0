#pragma once

#include <cstdint>
#include <optional>
#include <vector>

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
  RowMatrix<double> rows;     ///< nT tokens, then mu_+1, mu_-1 of the token law; M x r
  RowMatrix<double> weights;  ///< W = weight_scale * weights, s x r
  double weight_scale = 1;    ///< > 0
  Vector<double> query;       ///< p, s
  double head_norm = 0;       ///< of the token law: nu = head_norm (e_0 - e_1)/sqrt(2)
  double step_size = 0;
  /// Of |w_perp|^2 = weight_scale^2 |p|^2 * this, the part of w = W^T p across the rows (5.4);
  /// absent where `weights` are those of explicit parameters.
  std::optional<double> unseen_chi_squared;

  /// Arrays of one's own: no token is known to be the relevant one, and no signal.
  struct Given {
    Vector<double> linear_head;    ///< nu, r
    RowMatrix<double> test_rows;   ///< mT x r; none where there are no test tokens
    std::vector<int> test_labels;  ///< m
  };
  std::optional<Given> given;  ///< absent: the token law

  [[nodiscard]] std::int64_t samples() const {
    return static_cast<std::int64_t>(labels.observed.size());
  }
};

/// The draw of a run with engine sampled or gram: the same streams and the same arrays as
/// simulate(), and the same start but for the rounding of its Gram matrices (and of |p0|, here a
/// double). Throws InvalidInput for a model, a method, an engine, a precision or arrays (a mask, a
/// query token) that have no certified form, and where the proof would not fit in memory.
[[nodiscard]] ExactDraw exact_draw(const RunSettings& settings);

}  // namespace benignity
