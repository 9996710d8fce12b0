#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "theory/softmax/relevant_token_bounds.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/claims/lemma/gap_points.hpp"

namespace benignity {

/// The bounds of lemma S1 under test; a fixture derives from it and makes one wrong.
struct RelevantTokenBounds {
  template <typename Real>
  [[nodiscard]] static Real lower(const Real& smallest_gap, std::int64_t tokens) {
    return relevant_token_lower_bound(smallest_gap, tokens);
  }
  template <typename Real>
  [[nodiscard]] static Real upper(const Real& largest_gap, std::int64_t tokens) {
    return relevant_token_upper_bound(largest_gap, tokens);
  }
};

template <typename Bounds>
struct RelevantTokenLemma {
  using Point = GapPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const auto [smallest, largest] = std::minmax_element(point.gaps.begin(), point.gaps.end());
    const auto tokens = static_cast<std::int64_t>(point.gaps.size()) + 1;
    const Real probability = relevant_token_probability<Real>(gaps);
    return {{"s_1 >= its lower bound", Bounds::lower(Real(*smallest), tokens), probability},
            {"s_1 <= its upper bound", probability, Bounds::upper(Real(*largest), tokens)}};
  }
  [[nodiscard]] std::string describe(const Point& point) const { return describe_gaps(point); }
};

template <typename Bounds>
[[nodiscard]] LemmaCertificate certify_relevant_token_bounds(const CertificationDesign& design) {
  const RelevantTokenLemma<Bounds> lemma;
  return {"relevant_token_bounds",
          "sigma(Lambda_min - log(T-1)) <= s_1 <= sigma(Lambda_max - log(T-1))",
          "[derived] theory/README.md (8.2)",
          {certify_quasi_random("quasi-random, T <= 32", lemma, design.quasi_random_points,
                                gap_point_dimensions, place_gap_point, design),
           certify_list("adversarial", lemma, adversarial_gap_points(), design),
           certify_list("many tokens", lemma, many_token_gap_points(design), design)},
          {}};
}

[[nodiscard]] LemmaCertificate certify_relevant_token_bounds(const CertificationDesign& design);

}  // namespace benignity
