#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "theory/softmax/other_token_bounds.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/claims/lemma/gap_points.hpp"

namespace benignity {

/// The bounds of lemma S2 under test; a fixture derives from it and makes one wrong.
struct OtherTokenBounds {
  template <typename Real>
  [[nodiscard]] static Real lower(const Real& gap, const Real& smallest_gap, std::int64_t tokens) {
    return other_token_lower_bound(gap, smallest_gap, tokens);
  }
  template <typename Real>
  [[nodiscard]] static Real upper(const Real& gap, const Real& largest_gap, std::int64_t tokens) {
    return other_token_upper_bound(gap, largest_gap, tokens);
  }
};

template <typename Bounds>
struct OtherTokenLemma {
  using Point = GapPoint;  ///< the token is t, or 2 where the point distinguishes token 1

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const auto [smallest, largest] = std::minmax_element(point.gaps.begin(), point.gaps.end());
    const auto tokens = static_cast<std::int64_t>(point.gaps.size()) + 1;
    const std::size_t position = point.token == 0 ? 0 : point.token - 1;
    const Real probability = other_token_probability<Real>(gaps, position);
    return {{"s_t >= its lower bound", Bounds::lower(gaps[position], Real(*smallest), tokens),
             probability},
            {"s_t <= its upper bound", probability,
             Bounds::upper(gaps[position], Real(*largest), tokens)}};
  }
  [[nodiscard]] std::string describe(const Point& point) const { return describe_gaps(point); }
};

template <typename Bounds>
[[nodiscard]] LemmaCertificate certify_other_token_bounds(const CertificationDesign& design) {
  const OtherTokenLemma<Bounds> lemma;
  return {
      "other_token_bounds",
      "1/(1 + e^{Lambda_t} + (T-2) e^{Lambda_t - Lambda_min}) <= s_t <= the same with Lambda_max",
      "[derived] theory/README.md (8.4)",
      {certify_quasi_random("quasi-random, T <= 32", lemma, design.quasi_random_points,
                            gap_point_dimensions, place_gap_point, design),
       certify_list("adversarial", lemma, adversarial_gap_points(), design),
       certify_list("many tokens", lemma, many_token_gap_points(design), design)},
      {}};
}

[[nodiscard]] LemmaCertificate certify_other_token_bounds(const CertificationDesign& design);

}  // namespace benignity
