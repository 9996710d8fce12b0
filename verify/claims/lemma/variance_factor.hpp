#pragma once

#include <span>
#include <string>
#include <vector>

#include "theory/softmax/attention_gap.hpp"
#include "theory/softmax/relevant_token_bounds.hpp"
#include "theory/softmax/variance_factor.hpp"
#include "verify/certification/branch_and_bound.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/claims/lemma/gap_points.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {

/// The bounds of lemma S3 under test; a fixture derives from it and makes one wrong.
struct VarianceFactorBounds {
  template <typename Real>
  [[nodiscard]] static Real lower(const Real& smallest, const Real& largest) {
    return variance_factor_lower_bound(smallest, largest);
  }
  template <typename Real>
  [[nodiscard]] static Real upper(const Real& smallest, const Real& largest) {
    return variance_factor_upper_bound(smallest, largest);
  }
};

/// An attention gap within an interval.
struct VarianceFactorPoint {
  double smallest;
  double attention_gap;
  double largest;
};

template <typename Bounds>
struct VarianceFactorLemma {
  using Point = VarianceFactorPoint;

  template <typename Real>
  [[nodiscard]] static Inequalities<Real> statement(const Real& smallest, const Real& attention_gap,
                                                    const Real& largest) {
    const Real factor = variance_factor(attention_gap);
    return {{"s_1 (1 - s_1) >= its lower bound", Bounds::lower(smallest, largest), factor},
            {"s_1 (1 - s_1) <= its upper bound", factor, Bounds::upper(smallest, largest)}};
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

[[nodiscard]] VarianceFactorPoint place_variance_factor_point(std::span<const double> coordinates);
[[nodiscard]] std::vector<VarianceFactorPoint> adversarial_variance_factor_points();

template <typename Bounds>
[[nodiscard]] LemmaCertificate certify_variance_factor(const CertificationDesign& design) {
  using Lemma = VarianceFactorLemma<Bounds>;
  const Lemma lemma;
  // Variables: |x|, its distance to the near and to the far end of the interval; both signs of x.
  const auto on_side = [](int sign) {
    return [sign](const std::vector<Enclosure>& v) {
      const Enclosure x = sign * v[0];
      return Lemma::statement(Enclosure(x - v[1]), x, Enclosure(x + v[2]));
    };
  };
  const Box domain = {{0.0625, 8}, {0.0625, 8}, {0.0625, 8}};
  const std::string away =
      ", 2^-4 <= |x|, x - smallest, largest - x <= 8 (equality: x at an end or 0)";
  return {
      "variance_factor",
      "s_1 (1 - s_1) = 1/(2 + 2 cosh x); over an interval least at an end, most at 0 or the end "
      "nearer 0",
      "[derived] theory/README.md (8.6), (8.7)",
      {certify_quasi_random("quasi-random", lemma, design.quasi_random_points, 3,
                            place_variance_factor_point, design),
       certify_list("adversarial", lemma, adversarial_variance_factor_points(), design),
       certify_quasi_random("identities, T <= 6", VarianceFactorIdentity{}, design.identity_points,
                            gap_point_dimensions, place_small_gap_point, design)},
      {prove_on_domain("x > 0" + away, domain, on_side(1), design),
       prove_on_domain("x < 0" + away, domain, on_side(-1), design)}};
}

[[nodiscard]] LemmaCertificate certify_variance_factor(const CertificationDesign& design);

}  // namespace benignity
