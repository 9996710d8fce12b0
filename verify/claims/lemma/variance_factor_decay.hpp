#pragma once

#include <span>
#include <string>
#include <vector>

#include "theory/softmax/variance_factor.hpp"
#include "theory/softmax/variance_factor_decay.hpp"
#include "verify/certification/branch_and_bound.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {

/// The bounds of lemma S4 under test; a fixture derives from it and makes one wrong.
struct VarianceFactorDecayBounds {
  template <typename Real>
  [[nodiscard]] static Real lower(const Real& attention_gap) {
    return variance_factor_decay_lower_bound(attention_gap);
  }
  template <typename Real>
  [[nodiscard]] static Real upper(const Real& attention_gap) {
    return variance_factor_decay_upper_bound(attention_gap);
  }
};

template <typename Bounds>
struct VarianceFactorDecayLemma {
  using Point = double;  ///< the attention gap

  template <typename Real>
  [[nodiscard]] static Inequalities<Real> statement(const Real& attention_gap) {
    const Real factor = variance_factor(attention_gap);
    return {{"s_1 (1 - s_1) >= e^{-|x|}/4", Bounds::lower(attention_gap), factor},
            {"s_1 (1 - s_1) <= min(1/4, e^{-|x|})", factor, Bounds::upper(attention_gap)}};
  }
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& attention_gap) const {
    return statement(Real(attention_gap));
  }
  [[nodiscard]] std::string describe(const Point& attention_gap) const {
    return benignity::describe({{"attention gap", attention_gap}});
  }
};

template <typename Bounds>
[[nodiscard]] LemmaCertificate certify_variance_factor_decay(const CertificationDesign& design) {
  using Lemma = VarianceFactorDecayLemma<Bounds>;
  const Lemma lemma;
  const auto place = [](std::span<const double> coordinates) {
    return signed_log_spaced(coordinates[0], -6, 2);
  };
  const auto statement = [](const std::vector<Enclosure>& v) { return Lemma::statement(v[0]); };
  return {
      "variance_factor_decay",
      "e^{-|x|}/4 <= s_1 (1 - s_1) <= min(1/4, e^{-|x|})",
      "[derived] theory/README.md (8.8)",
      {certify_quasi_random("quasi-random", lemma, design.quasi_random_points, 1, place, design),
       certify_list("adversarial", lemma, adversarial_reals(), design)},
      {prove_on_domain("2^-5 <= x <= 10 (equality: x = 0, and in the limit of infinite x)",
                       {{0.03125, 10}}, statement, design),
       prove_on_domain("-10 <= x <= -2^-5", {{-10, -0.03125}}, statement, design)}};
}

[[nodiscard]] LemmaCertificate certify_variance_factor_decay(const CertificationDesign& design);

}  // namespace benignity
