#pragma once

#include "sim/certified/arb_types.ipp"
#include "sim/certified/exact_draw.hpp"

namespace benignity {

/// What rebuilds (W, p) from an explicit draw, (4.6): with W(0) = W_0 (its scale included) and
/// Z_0 = W_0 X^T,
///   p = beta p_0 + Z_0 b,   W = W_0 + (p_0 e^T + Z_0 B) X;   beta, b and e (m), B (m x m), m = nT,
/// a centre of exact numbers and radii as GramEnclosure has them, (4b.8). Twice m^2 products a
/// step.
class EnclosedDirection {
 public:
  EnclosedDirection(slong active, long bits);

  /// One step: c and k of the run within their radii of these.
  struct Response {
    const BallVector& coefficients;
    const BallVector& kernel_product;
    const Bound& coefficient_radius;
    const Bound& kernel_product_radius;
  };
  void step(arb_srcptr step_size, const Response& response);

  /// |w|^2 of w = W^T p, from the draw that the run began with: sums over W_0's entries.
  [[nodiscard]] Ball direction_norm2(const ExactDraw& draw) const;
  /// Adds w, as long as a token.
  void add_direction(const ExactDraw& draw, BallVector& to) const;

 private:
  long bits_;
  slong active_;
  Ball beta_;
  BallVector along_images_;  // b
  BallVector along_query_;   // e
  BallMatrix between_;       // B
  Bound beta_radius_;
  Bound along_images_radius_;
  Bound along_query_radius_;
  Bound between_radius_;  // |B - B^|_2
  Bound between_norm_;    // >= |B^|_2
};

}  // namespace benignity
