#include "theory/softmax/zero_sum_coefficients.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/gap_points.hpp"

namespace benignity {
namespace {

constexpr LemmaText zero_sum_text = {
    "zero_sum_coefficients",
    "sum_t s_t (gamma_t - f) = 0, and each s_t (gamma_t - f) lies between s_t (1 - s_t) times "
    "gamma_t minus the largest and the least other head value",
    "(8.12), (8.13)", "any gaps and head values"};

struct ZeroSumBounds {
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
    const Real coefficient = zero_sum_coefficient<Real>(gaps, head_values, point.token);
    const Real variance = token_variance<Real>(gaps, point.token);
    const Real& own = head_values[point.token];
    return {{"s_t (gamma_t - f) >= its lower bound",
             zero_sum_coefficient_lower_bound(variance, own, Real(largest)), coefficient},
            {"s_t (gamma_t - f) <= its upper bound", coefficient,
             zero_sum_coefficient_upper_bound(variance, own, Real(smallest))}};
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return describe_with_head_values(point);
  }
};

/// The coefficients sum to 0, as two inequalities.
struct ZeroSumIdentity {
  using Point = GapPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    const std::vector<Real> gaps = promote<Real>(point.gaps);
    const std::vector<Real> head_values = promote<Real>(point.head_values);
    Real sum = Real(0);
    for (std::size_t t = 0; t < head_values.size(); ++t) {
      sum = sum + zero_sum_coefficient<Real>(gaps, head_values, t);
    }
    return {{"sum of s_t (gamma_t - f) <= 0", sum, Real(0)},
            {"sum of s_t (gamma_t - f) >= 0", Real(0), sum}};
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return describe_with_head_values(point);
  }
};

LemmaTrial zero_sum_trial(const CertificationDesign& design) {
  const ZeroSumBounds lemma;
  return {{quasi_random_points("quasi-random, T <= 32", lemma, design.quasi_random_points,
                               gap_point_dimensions, place_gap_point),
           listed_points("adversarial", lemma, adversarial_gap_points()),
           listed_points("many tokens", lemma, many_token_gap_points(design)),
           quasi_random_points("identities, T <= 6", ZeroSumIdentity{}, design.identity_points,
                               gap_point_dimensions, place_small_gap_point)},
          {}};
}

}  // namespace

Lemma zero_sum_coefficients_lemma() { return {zero_sum_text, zero_sum_trial}; }

}  // namespace benignity
