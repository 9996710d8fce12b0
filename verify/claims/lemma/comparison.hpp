#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "theory/growth/comparison.hpp"
#include "verify/certification/branch_and_bound.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {

/// The envelopes of lemma S7 under test; a fixture derives from it and makes one wrong.
struct ComparisonBounds {
  template <typename Real>
  [[nodiscard]] static Real lower(const StepRates<Real>& rates, std::int64_t steps) {
    return growth_lower_envelope(rates, steps);
  }
  template <typename Real>
  [[nodiscard]] static Real lower_past_centre(const StepRates<Real>& rates, std::int64_t steps,
                                              const Real& first_gap, std::int64_t tokens) {
    return growth_lower_envelope_past_centre(rates, steps, first_gap, tokens);
  }
  template <typename Real>
  [[nodiscard]] static Real upper(const StepRates<Real>& rates, std::int64_t steps) {
    return growth_upper_envelope(rates, steps);
  }
};

/// A trajectory from Lambda_0 = log(T-1) + offset by steps of given rates within [c_lo, c_hi].
struct ComparisonPoint {
  std::int64_t tokens;
  double offset;
  std::vector<double> rates;
  double smallest_rate;
  double largest_rate;
};

[[nodiscard]] std::string describe(const ComparisonPoint& point);

template <typename Bounds>
struct ComparisonLemma {
  using Point = ComparisonPoint;

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    using std::log;
    const StepRates<Real> rates{Real(point.smallest_rate), Real(point.largest_rate)};
    const auto steps = static_cast<std::int64_t>(point.rates.size());
    const Real first = log(Real(point.tokens - 1)) + Real(point.offset);
    Real gap = first;
    for (const double rate : point.rates) {
      gap = gap + Real(rate) / growth_function_slope(gap, point.tokens);
    }
    const Real growth = growth_function(gap, point.tokens) - growth_function(first, point.tokens);
    Inequalities<Real> list = {{"growth >= lower envelope", Bounds::lower(rates, steps), growth},
                               {"growth <= upper envelope", growth, Bounds::upper(rates, steps)}};
    if (point.offset >= 0) {
      list.push_back({"growth past log(T-1) >= c_lo tau",
                      Bounds::lower_past_centre(rates, steps, first, point.tokens), growth});
    }
    return list;
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return benignity::describe(point);
  }
};

/// One step of rate r from log(T-1) + l with T = 2; for other T the growth is the same (8.18). The
/// difference of G is expanded, so that boxes are not widened by a cancellation.
template <typename Bounds>
[[nodiscard]] Inequalities<Enclosure> one_step_statement(const Enclosure& offset,
                                                         const Enclosure& rate) {
  const Enclosure step = rate / growth_function_slope(offset, 2);
  const Enclosure half = step / 2;
  const Enclosure growth = 2 * step + 4 * cosh(offset + half) * sinh(half);
  const StepRates<Enclosure> rates{rate, rate};
  return {{"growth >= lower envelope", Bounds::lower(rates, 1), growth},
          {"growth <= upper envelope", growth, Bounds::upper(rates, 1)}};
}

[[nodiscard]] ComparisonPoint place_comparison_point(std::span<const double> coordinates);
[[nodiscard]] std::vector<ComparisonPoint> adversarial_comparison_points();
[[nodiscard]] std::vector<ComparisonPoint> many_token_comparison_points(
    const CertificationDesign& design);
constexpr std::size_t comparison_point_dimensions = 8;

template <typename Bounds>
[[nodiscard]] LemmaCertificate certify_comparison(const CertificationDesign& design) {
  const ComparisonLemma<Bounds> lemma;
  const auto statement = [](const std::vector<Enclosure>& v) {
    return one_step_statement<Bounds>(v[0], v[1]);
  };
  return {
      "comparison",
      "steps of c h(Lambda), c_lo <= c <= c_hi, delta = c_hi/4: c_lo tau (1 - e^{-delta})/delta "
      "<= G(Lambda_tau) - G(Lambda_0) <= c_hi tau (e^delta - 1)/delta; >= c_lo tau from log(T-1)",
      "[derived] theory/README.md (8.18), (8.19)",
      {certify_quasi_random("quasi-random, T <= 32", lemma, design.quasi_random_points,
                            comparison_point_dimensions, place_comparison_point, design),
       certify_list("adversarial", lemma, adversarial_comparison_points(), design),
       certify_list("many tokens", lemma, many_token_comparison_points(design), design)},
      {prove_on_domain("one step, every T: |Lambda - log(T-1)| <= 6, 1 <= c <= 8 "
                       "(equality: c = 0)",
                       {{-6, 6}, {1, 8}}, statement, design)}};
}

[[nodiscard]] LemmaCertificate certify_comparison(const CertificationDesign& design);

}  // namespace benignity
