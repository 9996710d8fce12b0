#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/certified/enclosed.hpp"
#include "sim/certified/exact_draw.hpp"

namespace benignity {

/// Signs that are certain; absent: undecided with these digits. See EventLevels. Of given arrays
/// all_fitted alone means something.
struct CertainLevels {
  std::optional<bool> all_fitted;  ///< every Y f > 0
  std::optional<bool>
      clean_selected;  ///< every clean s_1 >= threshold (true without clean samples)
  std::optional<bool> noisy_selected;  ///< the same of noisy samples
  std::optional<bool> generalized;     ///< min(lambda_+, lambda_-) >= target_gap
};

/// A state of a run with its enclosures.
struct EnclosedState {
  std::vector<Enclosed> margin;         ///< Y_i f_i, n
  std::vector<Enclosed> relevant;       ///< s_1, n; none for given arrays
  std::optional<Enclosed> lambda_plus;  ///< absent for given arrays, as is
  std::optional<Enclosed> lambda_minus;
  Enclosed query_norm2;
};

/// K is not certainly positive definite with these digits: fewer dimensions than tokens, say.
class SingularKernel {};

/// Descent on (W, p) in Gram space, theory/README.md (4.3), enclosed: a centre in fixed precision,
/// and three radii that bound how far the exact run is from it,
///   |a - a^|_2 <= r_a,   |H - H^|_2 <= r_H,   |q - q^| <= r_q,
/// carried from step to step by (4b.3). The centre is exact numbers; each operation on it is Arb's,
/// whose balls say what it rounded. Cost 4 M^2 products a step.
class GramEnclosure {
 public:
  /// The start of the draw with `bits` binary digits.
  GramEnclosure(const ExactDraw& draw, long bits);
  ~GramEnclosure();
  GramEnclosure(const GramEnclosure&) = delete;
  GramEnclosure& operator=(const GramEnclosure&) = delete;

  void step();

  [[nodiscard]] CertainLevels levels(double selection_threshold, double target_gap) const;
  /// Decimals: at most `digits`.
  [[nodiscard]] EnclosedState state(int digits) const;
  /// log2 of r_a, r_H/|H|: -inf where the centre is exact.
  [[nodiscard]] double log2_radius() const;

  /// How far these M logits are from the run's, |.|_2, in units of nothing: [least, most].
  struct Distance {
    double least = 0;
    double most = 0;
    double radius = 0;  ///< r_a
  };
  [[nodiscard]] Distance distance(std::span<const double> logits) const;
  /// The same for logits of more digits, as decimals.
  [[nodiscard]] Distance distance(std::span<const std::string> logits) const;

  /// |w_U|^2 = a^T K^-1 a, the part of |W^T p|^2 along the rows (5.4). Solves with K: O(M^3);
  /// throws SingularKernel.
  [[nodiscard]] Enclosed direction_norm2() const;
  /// |W^T p|^2, whole, of an explicit draw (the one it began with), by (4.6). O(d^2).
  [[nodiscard]] Enclosed rebuilt_direction_norm2(const ExactDraw& draw) const;
  /// Y f of the test samples of given arrays (of the draw it began with), m. O(d^2 + m T d).
  [[nodiscard]] std::vector<Enclosed> test_margins(const ExactDraw& draw) const;

  /// tr(K^-1 H) - q now, and what (4.5) makes of that of the start. O(M^3); throws SingularKernel.
  struct Balance {
    Enclosed present;
    Enclosed followed;
    bool overlap = false;
  };
  [[nodiscard]] Balance balance(const GramEnclosure& start) const;

 private:
  class Arithmetic;
  std::unique_ptr<Arithmetic> arithmetic_;
};

}  // namespace benignity
