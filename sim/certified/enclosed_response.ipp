#pragma once

#include <vector>

#include "sim/certified/arb_types.ipp"
#include "sim/certified/exact_draw.hpp"

namespace benignity {

/// gamma of rows of the draw's tokens or test tokens, each enclosed once.
void enclose_head_values(const ExactDraw& draw, const RowMatrix<double>& rows, long bits,
                         BallVector& to);

/// Softmax, margins and coefficients at exact logits, and how far those of logits nearby can be.
/// Included by sources of this folder alone.
class EnclosedResponse {
 public:
  EnclosedResponse(const ExactDraw& draw, long bits);

  /// At the nT exact logits in front of `logits`.
  void respond(const BallVector& logits);

  [[nodiscard]] arb_srcptr margin(slong sample) const { return margins_.at(sample); }
  [[nodiscard]] arb_srcptr relevant(slong sample) const { return relevant_.at(sample); }
  /// c, exact numbers within error() (in |.|_2) of the coefficients at the logits.
  [[nodiscard]] const BallVector& coefficients() const { return coefficients_; }
  [[nodiscard]] const Bound& error() const { return error_; }

  /// |c(a) - c(a^)|_2 <= this * r for every |a - a^|_2 <= r, (4b.4).
  [[nodiscard]] Bound lipschitz(const Bound& radius) const { return slope_ + curvature_ * radius; }
  /// |f(a) - f(a^)| <= this * r: half the range of gamma in the sample.
  [[nodiscard]] const Bound& margin_slope(slong sample) const {
    return half_ranges_[static_cast<std::size_t>(sample)];
  }
  /// |s_1(a) - s_1(a^)| <= this * r: |s_1 (e_1 - s)|_2 <= sqrt(2) s_1 (1 - s_1).
  [[nodiscard]] static Bound relevant_slope() { return Bound(0.36); }

 private:
  void respond_to(slong sample, const BallVector& logits);
  [[nodiscard]] double slope_of(slong sample, arb_srcptr softmax, arb_srcptr weight) const;

  long bits_;
  slong samples_;
  slong tokens_;
  std::vector<int> labels_;  // Y
  BallVector head_values_;   // gamma, nT
  std::vector<Bound> half_ranges_;
  BallVector margins_;
  BallVector relevant_;
  BallVector coefficients_;  // M long, 0 for passive vectors
  std::vector<double> slopes_;
  Bound error_;
  Bound slope_;
  Bound curvature_;
};

}  // namespace benignity
