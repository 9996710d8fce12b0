#include "theory/softmax/other_token_bounds.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/gap_points.hpp"

namespace benignity {
namespace {

constexpr LemmaText other_token_text = {
    "other_token_bounds", "1/(1 + e^L_t + (T-2) e^(L_t - L_min)) <= s_t <= the same with L_max",
    "(8.4)", "gaps L_t = a_1 - a_t"};

struct OtherTokenBounds {
  using Point = GapPoint;  ///< the token is t, or 2 where the point distinguishes token 1

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const auto [smallest, largest] = std::ranges::minmax_element(point.gaps);
    const std::int64_t tokens = tokens_of<Real>(gaps);
    const std::size_t position = point.token == 0 ? 0 : point.token - 1;
    const Real probability = other_token_probability<Real>(gaps, position);
    return {{"s_t >= its lower bound",
             other_token_lower_bound(gaps[position], Real(*smallest), tokens), probability},
            {"s_t <= its upper bound", probability,
             other_token_upper_bound(gaps[position], Real(*largest), tokens)}};
  }
  [[nodiscard]] std::string describe(const Point& point) const { return describe_gaps(point); }
};

LemmaTrial other_token_trial(const CertificationDesign& design) {
  const OtherTokenBounds lemma;
  return {{quasi_random_points("quasi-random, T <= 32", lemma, design.quasi_random_points,
                               gap_point_dimensions, place_gap_point),
           listed_points("adversarial", lemma, adversarial_gap_points()),
           listed_points("many tokens", lemma, many_token_gap_points(design))},
          {}};
}

}  // namespace

Lemma other_token_bounds_lemma() { return {other_token_text, other_token_trial}; }

}  // namespace benignity
