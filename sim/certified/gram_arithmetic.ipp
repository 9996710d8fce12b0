#pragma once

#include <optional>
#include <vector>

#include "sim/certified/arb_types.ipp"
#include "sim/certified/enclosed_response.ipp"
#include "sim/certified/gram_enclosure.hpp"
#include "sim/certified/enclosed_direction.ipp"

namespace benignity {

/// The value, further out by the radius.
inline Ball widened(arb_srcptr value, const Bound& radius) {
  Ball ball;
  arb_set(ball, value);
  mag_add(arb_radref(static_cast<arb_ptr>(ball)), arb_radref(static_cast<arb_ptr>(ball)),
          radius.get());
  return ball;
}

/// The recursion of GramEnclosure at its centre, (4.2) and (4.3), and at its radii, (4b.3).
class GramEnclosure::Arithmetic {
 public:
  Arithmetic(const ExactDraw& draw, long bits)
      : bits(bits),
        vectors(draw.rows.rows()),
        active(draw.samples() * draw.tokens),
        step_size(draw.step_size),
        kernel(vectors, vectors),
        weighted_kernel(vectors, vectors),
        logits(vectors),
        response(draw, bits),
        kernel_product(vectors),
        weighted_product(vectors) {
    for (slong i = 0; i < draw.samples(); ++i) {
      noisy.push_back(draw.labels.is_noisy(static_cast<std::size_t>(i)));
    }
    if (!draw.unseen_chi_squared) rebuilt.emplace(active, bits);
    start(draw);
    refresh_norm();
    respond();
  }

  void step();
  [[nodiscard]] Ball balance_now() const;
  [[nodiscard]] Distance distance_to(const BallVector& others) const;
  /// mu_+1 and mu_-1 come after the tokens.
  [[nodiscard]] bool has_signals() const { return vectors > active; }
  /// K with what its centre leaves out.
  void enclose_kernel(BallMatrix& to) const;

  long bits;
  slong vectors;  // M
  slong active;   // nT
  Ball step_size;
  std::vector<bool> noisy;

  // The centre: exact numbers, radii zero.
  BallMatrix kernel;
  BallMatrix weighted_kernel;
  BallVector logits;
  Ball query_norm2;
  EnclosedResponse response;
  BallVector kernel_product;    // k = K c
  BallVector weighted_product;  // h = H c

  // How far the run is from it.
  Bound kernel_radius;    // |K - K^|_2
  Bound weighted_radius;  // |H - H^|_2
  Bound logit_radius;     // |a - a^|_2
  Bound query_radius;     // |q - q^|
  Bound coefficient_radius;
  Bound kernel_product_radius;
  Bound weighted_product_radius;

  Bound kernel_norm;    // >= |K|_2
  Bound weighted_norm;  // >= |H|_2
  double refreshed_log2 = 0;

  std::optional<EnclosedDirection> rebuilt;  // where the draw holds all of W

  Ball followed;  // what the steps added to tr(K^-1 H) - q, (4.5)

 private:
  void start(const ExactDraw& draw);
  void refresh_norm();
  void respond();
  void update_weighted_kernel(const BallVector& update, const Bound& update_error);
};

}  // namespace benignity
