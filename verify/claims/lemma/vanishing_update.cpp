#include "theory/softmax/vanishing_update.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "theory/softmax/variance_factor.hpp"
#include "theory/softmax/zero_sum_coefficients.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/gap_points.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {
namespace {

constexpr LemmaText vanishing_update_text = {
    "vanishing_update",
    "|s_t (gamma_t - f)| <= min(s_t, 1 - s_t) range(gamma), and s (1 - s) is min(s, 1 - s) within "
    "a factor of 2 and e^-|x| within a relative 2 e^-|x|",
    "(8.24) to (8.26)", "any gaps and head values; x = log(s/(1 - s))"};

struct VanishingFactor {
  using Point = double;  ///< the token's attention gap

  template <typename Real>
  [[nodiscard]] static Inequalities<Real> statement(const Real& attention_gap) {
    const Real factor = variance_factor(attention_gap);
    return {{"s (1 - s) >= min(s, 1 - s)/2", vanishing_update_lower_bound(attention_gap), factor},
            {"s (1 - s) <= min(s, 1 - s)", factor, vanishing_update_upper_bound(attention_gap)},
            {"s (1 - s) >= e^{-|x|} (1 - 2 e^{-|x|})",
             vanishing_update_rate_lower_bound(attention_gap), factor}};
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
struct VanishingContribution {
  using Point = GapPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    const auto [least, most] = std::ranges::minmax_element(point.head_values);
    const Real range = Real(*most) - Real(*least);
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const std::vector<Real> head_values = promote<Real>(point.head_values);
    const Real update = zero_sum_coefficient<Real>(gaps, head_values, point.token);
    const TokenShares<Real> shares = token_shares<Real>(gaps, point.token);
    const Real ignored = vanishing_contribution_bound(shares.selected, range);
    const Real selected = vanishing_contribution_bound(shares.complement, range);
    return {{"s_t (gamma_t - f) <= s_t R", update, ignored},
            {"s_t (gamma_t - f) >= -s_t R", -ignored, update},
            {"s_t (gamma_t - f) <= (1 - s_t) R", update, selected},
            {"s_t (gamma_t - f) >= -(1 - s_t) R", -selected, update}};
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return describe_with_head_values(point);
  }
};

LemmaTrial vanishing_update_trial(const CertificationDesign& design) {
  const VanishingFactor factor;
  const VanishingContribution contribution;
  const auto place = [](std::span<const double> coordinates) {
    return signed_log_spaced(coordinates[0], -6, 2);
  };
  const auto on_box = [](const std::vector<Enclosure>& v) {
    return VanishingFactor::statement(v[0]);
  };
  return {
      {quasi_random_points("quasi-random", factor, design.quasi_random_points, 1, place),
       listed_points("adversarial", factor, adversarial_reals()),
       quasi_random_points("contributions, T <= 32", contribution, design.quasi_random_points,
                           gap_point_dimensions, place_gap_point),
       listed_points("contributions, adversarial", contribution, adversarial_gap_points()),
       listed_points("contributions, many tokens", contribution, many_token_gap_points(design))},
      {{"2^-5 <= x <= 3 (equality: x = 0, and in the limit of infinite x)", {{0.03125, 3}}, on_box},
       {"-3 <= x <= -2^-5", {{-3, -0.03125}}, on_box}}};
}

}  // namespace

Lemma vanishing_update_lemma() { return {vanishing_update_text, vanishing_update_trial}; }

}  // namespace benignity
