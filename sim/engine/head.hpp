#pragma once

#include <vector>

#include "sim/model/matrix.hpp"

namespace benignity {

class StateArchive;  // sim/model/state_archive.hpp

/// w = W^T p in parts that give it back in R^d: w = W0^T v + X^T y, with W0 the initial weights or
/// keys and X the nT tokens.
template <class Real>
struct RebuiltDirection {
  Vector<Real> initial;  ///< v itself in R^r (keys), or its 1 + nT coefficients on [p0, W0 X^T]
  Vector<Real> tokens;   ///< y, nT
};

/// One attention head as the descent sees it. What a combination sum_t c_t x_t of tokens looks like
/// ("seen") is K c in Gram space and X^T c in R^d.
template <class Real>
class AttentionHead {
 public:
  AttentionHead() = default;
  AttentionHead(const AttentionHead&) = delete;
  AttentionHead& operator=(const AttentionHead&) = delete;
  virtual ~AttentionHead() = default;

  [[nodiscard]] virtual const Vector<Real>& logits() const = 0;  ///< of all M vectors
  [[nodiscard]] virtual Real query_norm2() const = 0;            ///< |p|^2
  /// One step with coefficients c (nT) and `seen` of c.
  virtual void step(const Vector<Real>& c, const Vector<Real>& seen) = 0;

  /// w of explicit parameters, or what gives it back.
  [[nodiscard]] virtual RebuiltDirection<Real> direction() const = 0;
  /// In Gram space: keeps the present head; the products <v_r, v_s> of what stands before W0 in w_r
  /// at every recorded time s, the present one last.
  [[nodiscard]] virtual std::vector<Real> record() = 0;

  virtual void keep(StateArchive& archive) = 0;
};

}  // namespace benignity
