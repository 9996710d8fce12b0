#include "theory/softmax/relevant_token_bounds.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/gap_points.hpp"

namespace benignity {
namespace {

constexpr LemmaText relevant_token_text = {"relevant_token_bounds",
                                           "sigma(L_min - log N) <= s_1 <= sigma(L_max - log N)",
                                           "(8.2)", "gaps L_t = a_1 - a_t, N = T - 1"};

struct RelevantTokenBounds {
  using Point = GapPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const auto [smallest, largest] = std::ranges::minmax_element(point.gaps);
    const std::int64_t tokens = tokens_of<Real>(gaps);
    const Real probability = relevant_token_probability<Real>(gaps);
    return {{"s_1 >= its lower bound", relevant_token_lower_bound(Real(*smallest), tokens),
             probability},
            {"s_1 <= its upper bound", probability,
             relevant_token_upper_bound(Real(*largest), tokens)}};
  }
  [[nodiscard]] std::string describe(const Point& point) const { return describe_gaps(point); }
};

LemmaTrial relevant_token_trial(const CertificationDesign& design) {
  const RelevantTokenBounds lemma;
  return {{quasi_random_points("quasi-random, T <= 32", lemma, design.quasi_random_points,
                               gap_point_dimensions, place_gap_point),
           listed_points("adversarial", lemma, adversarial_gap_points()),
           listed_points("many tokens", lemma, many_token_gap_points(design))},
          {}};
}

}  // namespace

Lemma relevant_token_bounds_lemma() { return {relevant_token_text, relevant_token_trial}; }

}  // namespace benignity
