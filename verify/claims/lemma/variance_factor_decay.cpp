#include "theory/softmax/variance_factor_decay.hpp"

#include <span>
#include <string>
#include <vector>

#include "theory/softmax/variance_factor.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {
namespace {

constexpr LemmaText variance_factor_decay_text = {"variance_factor_decay",
                                                  "e^-|L|/4 <= s_1 (1 - s_1) <= min(1/4, e^-|L|)",
                                                  "(8.8)", "the attention gap L"};

struct VarianceFactorDecay {
  using Point = double;  ///< the attention gap

  template <typename Real>
  [[nodiscard]] static Inequalities<Real> statement(const Real& attention_gap) {
    const Real factor = variance_factor(attention_gap);
    return {
        {"s_1 (1 - s_1) >= e^{-|x|}/4", variance_factor_decay_lower_bound(attention_gap), factor},
        {"s_1 (1 - s_1) <= min(1/4, e^{-|x|})", factor,
         variance_factor_decay_upper_bound(attention_gap)}};
  }
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& attention_gap) const {
    return statement(Real(attention_gap));
  }
  [[nodiscard]] std::string describe(const Point& attention_gap) const {
    return benignity::describe({{"attention gap", attention_gap}});
  }
};

LemmaTrial variance_factor_decay_trial(const CertificationDesign& design) {
  const VarianceFactorDecay lemma;
  const auto place = [](std::span<const double> coordinates) {
    return signed_log_spaced(coordinates[0], -6, 2);
  };
  const auto on_box = [](const std::vector<Enclosure>& v) {
    return VarianceFactorDecay::statement(v[0]);
  };
  return {{quasi_random_points("quasi-random", lemma, design.quasi_random_points, 1, place),
           listed_points("adversarial", lemma, adversarial_reals())},
          {{"2^-5 <= x <= 10 (equality: x = 0, and in the limit of infinite x)",
            {{0.03125, 10}},
            on_box},
           {"-10 <= x <= -2^-5", {{-10, -0.03125}}, on_box}}};
}

}  // namespace

Lemma variance_factor_decay_lemma() {
  return {variance_factor_decay_text, variance_factor_decay_trial};
}

}  // namespace benignity
