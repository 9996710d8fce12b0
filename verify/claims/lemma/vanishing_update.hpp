#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "theory/softmax/vanishing_update.hpp"
#include "theory/softmax/variance_factor.hpp"
#include "theory/softmax/zero_sum_coefficients.hpp"
#include "verify/certification/branch_and_bound.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/claims/lemma/gap_points.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {

/// The bounds of the vanishing update under test; a fixture derives from it and makes one wrong.
struct VanishingUpdateBounds {
  template <typename Real>
  [[nodiscard]] static Real lower(const Real& attention_gap) {
    return vanishing_update_lower_bound(attention_gap);
  }
  template <typename Real>
  [[nodiscard]] static Real upper(const Real& attention_gap) {
    return vanishing_update_upper_bound(attention_gap);
  }
  template <typename Real>
  [[nodiscard]] static Real rate_lower(const Real& attention_gap) {
    return vanishing_update_rate_lower_bound(attention_gap);
  }
  template <typename Real>
  [[nodiscard]] static Real contribution(const Real& share, const Real& head_range) {
    return vanishing_contribution_bound(share, head_range);
  }
};

template <typename Bounds>
struct VanishingFactorLemma {
  using Point = double;  ///< the token's attention gap

  template <typename Real>
  [[nodiscard]] static Inequalities<Real> statement(const Real& attention_gap) {
    const Real factor = variance_factor(attention_gap);
    return {{"s (1 - s) >= min(s, 1 - s)/2", Bounds::lower(attention_gap), factor},
            {"s (1 - s) <= min(s, 1 - s)", factor, Bounds::upper(attention_gap)},
            {"s (1 - s) >= e^{-|x|} (1 - 2 e^{-|x|})", Bounds::rate_lower(attention_gap), factor}};
  }
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& attention_gap) const {
    return statement(Real(attention_gap));
  }
  [[nodiscard]] std::string describe(const Point& attention_gap) const {
    return benignity::describe({{"attention gap", attention_gap}});
  }
};

/// |s_t (gamma_t - f)| <= s_t R and <= (1 - s_t) R, R the range of the head values.
template <typename Bounds>
struct VanishingContributionLemma {
  using Point = GapPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    const auto [least, most] =
        std::minmax_element(point.head_values.begin(), point.head_values.end());
    const Real range = Real(*most) - Real(*least);
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const std::vector<Real> head_values = promote<Real>(point.head_values);
    const Real update = zero_sum_coefficient<Real>(gaps, head_values, point.token);
    const TokenShares<Real> shares = token_shares<Real>(gaps, point.token);
    const Real ignored = Bounds::contribution(shares.selected, range);
    const Real selected = Bounds::contribution(shares.complement, range);
    return {{"s_t (gamma_t - f) <= s_t R", update, ignored},
            {"s_t (gamma_t - f) >= -s_t R", -ignored, update},
            {"s_t (gamma_t - f) <= (1 - s_t) R", update, selected},
            {"s_t (gamma_t - f) >= -(1 - s_t) R", -selected, update}};
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return describe_with_head_values(point);
  }
};

template <typename Bounds>
[[nodiscard]] LemmaCertificate certify_vanishing_update(const CertificationDesign& design) {
  using Lemma = VanishingFactorLemma<Bounds>;
  const Lemma lemma;
  const VanishingContributionLemma<Bounds> contribution;
  const auto place = [](std::span<const double> coordinates) {
    return signed_log_spaced(coordinates[0], -6, 2);
  };
  const auto statement = [](const std::vector<Enclosure>& v) { return Lemma::statement(v[0]); };
  return {
      "vanishing_update",
      "|s_t (gamma_t - f)| <= min(s_t, 1 - s_t) range(gamma); min(s, 1 - s)/2 <= s (1 - s) <= "
      "min(s, 1 - s); s (1 - s) >= e^{-|x|} (1 - 2 e^{-|x|})",
      "[derived] theory/README.md (8.24) to (8.26)",
      {certify_quasi_random("quasi-random", lemma, design.quasi_random_points, 1, place, design),
       certify_list("adversarial", lemma, adversarial_reals(), design),
       certify_quasi_random("contributions, T <= 32", contribution, design.quasi_random_points,
                            gap_point_dimensions, place_gap_point, design),
       certify_list("contributions, adversarial", contribution, adversarial_gap_points(), design),
       certify_list("contributions, many tokens", contribution, many_token_gap_points(design),
                    design)},
      {prove_on_domain("2^-5 <= x <= 3 (equality: x = 0, and in the limit of infinite x)",
                       {{0.03125, 3}}, statement, design),
       prove_on_domain("-3 <= x <= -2^-5", {{-3, -0.03125}}, statement, design)}};
}

[[nodiscard]] LemmaCertificate certify_vanishing_update(const CertificationDesign& design);

}  // namespace benignity
