#pragma once

#include <span>
#include <string>
#include <vector>

#include "theory/softmax/logistic_slope.hpp"
#include "verify/certification/branch_and_bound.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {

/// The bounds of lemma S5 under test; a fixture derives from it and makes one wrong.
struct LogisticSlopeBounds {
  template <typename Real>
  [[nodiscard]] static Real lower(const Real& largest_margin) {
    return logistic_slope_lower_bound(largest_margin);
  }
  template <typename Real>
  [[nodiscard]] static Real upper(const Real& largest_margin) {
    return logistic_slope_upper_bound(largest_margin);
  }
};

/// A margin z with |z| <= B.
struct LogisticSlopePoint {
  double margin;
  double largest_margin;
};

template <typename Bounds>
struct LogisticSlopeLemma {
  using Point = LogisticSlopePoint;

  template <typename Real>
  [[nodiscard]] static Inequalities<Real> statement(const Real& margin,
                                                    const Real& largest_margin) {
    const Real slope = logistic_slope(margin);
    return {{"-l'(z) >= 1/(1 + e^B)", Bounds::lower(largest_margin), slope},
            {"-l'(z) <= 1/(1 + e^{-B})", slope, Bounds::upper(largest_margin)}};
  }
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    return statement(Real(point.margin), Real(point.largest_margin));
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return benignity::describe({{"z", point.margin}, {"B", point.largest_margin}});
  }
};

[[nodiscard]] LogisticSlopePoint place_logistic_slope_point(std::span<const double> coordinates);
[[nodiscard]] std::vector<LogisticSlopePoint> adversarial_logistic_slope_points();

template <typename Bounds>
[[nodiscard]] LemmaCertificate certify_logistic_slope(const CertificationDesign& design) {
  using Lemma = LogisticSlopeLemma<Bounds>;
  const Lemma lemma;
  const auto statement = [](const std::vector<Enclosure>& v) {
    return Lemma::statement(Enclosure(v[0] * v[1]), v[0]);
  };
  return {"logistic_slope",
          "|z| <= B: 1/(1 + e^B) <= -l'(z) <= 1/(1 + e^{-B})",
          "[derived] theory/README.md (8.10)",
          {certify_quasi_random("quasi-random", lemma, design.quasi_random_points, 2,
                                place_logistic_slope_point, design),
           certify_list("adversarial", lemma, adversarial_logistic_slope_points(), design)},
          {prove_on_domain("1/16 <= B <= 30, |z| <= (63/64) B (equality: |z| = B, B = 0)",
                           {{0.0625, 30}, {-0.984375, 0.984375}}, statement, design)}};
}

[[nodiscard]] LemmaCertificate certify_logistic_slope(const CertificationDesign& design);

}  // namespace benignity
