#include "theory/softmax/logistic_slope.hpp"

#include <span>
#include <string>
#include <vector>

#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {
namespace {

constexpr LemmaText logistic_slope_text = {
    "logistic_slope", "1/(1 + e^B) <= -l'(z) <= 1/(1 + e^-B) for |z| <= B", "(8.10)", "B >= 0"};

/// A margin z with |z| <= B.
struct BoundedMargin {
  double margin;
  double largest_margin;
};

struct LogisticSlopeBounds {
  using Point = BoundedMargin;

  template <typename Real>
  [[nodiscard]] static Inequalities<Real> statement(const Real& margin,
                                                    const Real& largest_margin) {
    const Real slope = logistic_slope(margin);
    return {{"-l'(z) >= 1/(1 + e^B)", logistic_slope_lower_bound(largest_margin), slope},
            {"-l'(z) <= 1/(1 + e^{-B})", slope, logistic_slope_upper_bound(largest_margin)}};
  }
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    return statement(Real(point.margin), Real(point.largest_margin));
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return benignity::describe({{"z", point.margin}, {"B", point.largest_margin}});
  }
};

BoundedMargin place_bounded_margin(std::span<const double> coordinates) {
  const double largest = log_spaced(coordinates[0], -4, 2);
  return {(2 * coordinates[1] - 1) * largest, largest};
}

std::vector<BoundedMargin> adversarial_bounded_margins() {
  std::vector<BoundedMargin> points;
  const std::vector<double> values = adversarial_reals();
  for (const double margin : values) {
    for (const double largest : values) {
      if (-largest <= margin && margin <= largest) {
        points.push_back({margin, largest});
      }
    }
  }
  return points;
}

LemmaTrial logistic_slope_trial(const CertificationDesign& design) {
  const LogisticSlopeBounds lemma;
  // Boxes over B and z/B, so that |z| <= B holds on every one.
  const auto on_box = [](const std::vector<Enclosure>& v) {
    return LogisticSlopeBounds::statement(Enclosure(v[0] * v[1]), v[0]);
  };
  return {{quasi_random_points("quasi-random", lemma, design.quasi_random_points, 2,
                               place_bounded_margin),
           listed_points("adversarial", lemma, adversarial_bounded_margins())},
          {{"1/16 <= B <= 30, |z| <= (63/64) B (equality: |z| = B, B = 0)",
            {{0.0625, 30}, {-0.984375, 0.984375}},
            on_box}}};
}

}  // namespace

Lemma logistic_slope_lemma() { return {logistic_slope_text, logistic_slope_trial}; }

}  // namespace benignity
