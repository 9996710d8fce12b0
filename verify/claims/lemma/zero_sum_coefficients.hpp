#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "theory/softmax/zero_sum_coefficients.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/claims/lemma/gap_points.hpp"

namespace benignity {

/// The statements of lemma S6 under test; a fixture derives from it and makes one wrong.
struct ZeroSumBounds {
  template <typename Real>
  [[nodiscard]] static Real coefficient(TokenGaps<Real> gaps, std::span<const Real> head_values,
                                        std::size_t token) {
    return zero_sum_coefficient(gaps, head_values, token);
  }
  template <typename Real>
  [[nodiscard]] static Real lower(const Real& variance, const Real& head_value,
                                  const Real& largest_other) {
    return zero_sum_coefficient_lower_bound(variance, head_value, largest_other);
  }
  template <typename Real>
  [[nodiscard]] static Real upper(const Real& variance, const Real& head_value,
                                  const Real& smallest_other) {
    return zero_sum_coefficient_upper_bound(variance, head_value, smallest_other);
  }
};

template <typename Bounds>
struct ZeroSumLemma {
  using Point = GapPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    double largest = -std::numeric_limits<double>::infinity();
    double smallest = -largest;
    for (std::size_t u = 0; u < point.head_values.size(); ++u) {
      if (u != point.token) {
        largest = std::max(largest, point.head_values[u]);
        smallest = std::min(smallest, point.head_values[u]);
      }
    }
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const std::vector<Real> head_values = promote<Real>(point.head_values);
    const Real coefficient = Bounds::template coefficient<Real>(gaps, head_values, point.token);
    const Real variance = token_variance<Real>(gaps, point.token);
    const Real& own = head_values[point.token];
    return {{"s_t (gamma_t - f) >= its lower bound", Bounds::lower(variance, own, Real(largest)),
             coefficient},
            {"s_t (gamma_t - f) <= its upper bound", coefficient,
             Bounds::upper(variance, own, Real(smallest))}};
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return describe_with_head_values(point);
  }
};

/// The coefficients sum to 0, as two inequalities.
template <typename Bounds>
struct ZeroSumIdentity {
  using Point = GapPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const std::vector<Real> head_values = promote<Real>(point.head_values);
    Real sum = Real(0);
    for (std::size_t t = 0; t < head_values.size(); ++t) {
      sum = sum + Bounds::template coefficient<Real>(gaps, head_values, t);
    }
    return {{"sum of s_t (gamma_t - f) <= 0", sum, Real(0)},
            {"sum of s_t (gamma_t - f) >= 0", Real(0), sum}};
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return describe_with_head_values(point);
  }
};

template <typename Bounds>
[[nodiscard]] LemmaCertificate certify_zero_sum_coefficients(const CertificationDesign& design) {
  const ZeroSumLemma<Bounds> lemma;
  return {
      "zero_sum_coefficients",
      "sum_t s_t (gamma_t - f) = 0; s_t (gamma_t - f) lies between s_t (1 - s_t) times gamma_t "
      "minus the largest and the smallest other head value",
      "[derived] theory/README.md (8.11), (8.13)",
      {certify_quasi_random("quasi-random, T <= 32", lemma, design.quasi_random_points,
                            gap_point_dimensions, place_gap_point, design),
       certify_list("adversarial", lemma, adversarial_gap_points(), design),
       certify_list("many tokens", lemma, many_token_gap_points(design), design),
       certify_quasi_random("identities, T <= 6", ZeroSumIdentity<Bounds>{}, design.identity_points,
                            gap_point_dimensions, place_small_gap_point, design)},
      {}};
}

[[nodiscard]] LemmaCertificate certify_zero_sum_coefficients(const CertificationDesign& design);

}  // namespace benignity
