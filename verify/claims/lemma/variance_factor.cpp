#include "theory/softmax/variance_factor.hpp"

#include <span>
#include <string>
#include <vector>

#include "theory/softmax/attention_gap.hpp"
#include "theory/softmax/relevant_token_bounds.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/gap_points.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {
namespace {

constexpr LemmaText variance_factor_text = {
    "variance_factor",
    "s_1 (1 - s_1) = 1/(2 + 2 cosh L), unimodal in the attention gap L: bounds over an interval of "
    "L",
    "(8.7)", "an interval of the attention gap"};

/// An attention gap within an interval.
struct GapInInterval {
  double smallest;
  double attention_gap;
  double largest;
};

struct VarianceFactorBounds {
  using Point = GapInInterval;

  template <typename Real>
  [[nodiscard]] static Inequalities<Real> statement(const Real& smallest, const Real& attention_gap,
                                                    const Real& largest) {
    const Real factor = variance_factor(attention_gap);
    return {{"s_1 (1 - s_1) >= its lower bound", variance_factor_lower_bound(smallest, largest),
             factor},
            {"s_1 (1 - s_1) <= its upper bound", factor,
             variance_factor_upper_bound(smallest, largest)}};
  }
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    return statement(Real(point.smallest), Real(point.attention_gap), Real(point.largest));
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return benignity::describe({{"smallest", point.smallest},
                                {"attention gap", point.attention_gap},
                                {"largest", point.largest}});
  }
};

/// The identity s_1 (1 - s_1) = variance_factor(attention_gap), as two inequalities.
struct VarianceFactorIdentity {
  using Point = GapPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const Real from_gaps = relevant_token_variance<Real>(gaps);
    const Real from_attention_gap = variance_factor(attention_gap<Real>(gaps));
    return {{"s_1 (1 - s_1) <= 1/(2 + 2 cosh)", from_gaps, from_attention_gap},
            {"s_1 (1 - s_1) >= 1/(2 + 2 cosh)", from_attention_gap, from_gaps}};
  }
  [[nodiscard]] std::string describe(const Point& point) const { return describe_gaps(point); }
};

GapInInterval place_gap_in_interval(std::span<const double> coordinates) {
  const double gap = signed_log_spaced(coordinates[0], -4, 2);
  return {gap - log_spaced(coordinates[1], -4, 2), gap, gap + log_spaced(coordinates[2], -4, 2)};
}

std::vector<GapInInterval> adversarial_gaps_in_intervals() {
  std::vector<GapInInterval> points;
  const std::vector<double> values = adversarial_reals();
  for (const double gap : values) {
    for (const double smallest : values) {
      for (const double largest : values) {
        if (smallest <= gap && gap <= largest) {
          points.push_back({smallest, gap, largest});
        }
      }
    }
  }
  return points;
}

/// Boxes over |x| and its distances to the near and to the far end of the interval, not over x and
/// the ends: so the three vary independently, and a box knows that x lies between the ends.
template <int Sign>
Inequalities<Enclosure> variance_factor_on_side(const std::vector<Enclosure>& v) {
  const Enclosure x = Sign * v[0];
  return VarianceFactorBounds::statement(Enclosure(x - v[1]), x, Enclosure(x + v[2]));
}

LemmaTrial variance_factor_trial(const CertificationDesign& design) {
  const VarianceFactorBounds lemma;
  const Box domain = {{0.0625, 8}, {0.0625, 8}, {0.0625, 8}};
  const std::string away =
      ", 2^-4 <= |x|, x - smallest, largest - x <= 8 (equality: x at an end or 0)";
  return {
      {quasi_random_points("quasi-random", lemma, design.quasi_random_points, 3,
                           place_gap_in_interval),
       listed_points("adversarial", lemma, adversarial_gaps_in_intervals()),
       quasi_random_points("identities, T <= 6", VarianceFactorIdentity{}, design.identity_points,
                           gap_point_dimensions, place_small_gap_point)},
      {{"x > 0" + away, domain, variance_factor_on_side<1>},
       {"x < 0" + away, domain, variance_factor_on_side<-1>}}};
}

}  // namespace

Lemma variance_factor_lemma() { return {variance_factor_text, variance_factor_trial}; }

}  // namespace benignity
