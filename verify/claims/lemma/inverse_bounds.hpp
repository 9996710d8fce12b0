#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "theory/growth/growth_function.hpp"
#include "theory/growth/inverse_bounds.hpp"
#include "verify/certification/branch_and_bound.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {

/// The bounds of lemma S8; a fixture derives from it and makes one wrong.
struct InverseBounds {
  template <typename Real>
  [[nodiscard]] static Real upper(const Real& growth, std::int64_t tokens) {
    return inverse_growth_upper_bound(growth, tokens);
  }
  template <typename Real>
  [[nodiscard]] static Real lower(const Real& growth, std::int64_t tokens) {
    return inverse_growth_lower_bound(growth, tokens);
  }
  template <typename Real>
  [[nodiscard]] static Real sharp_lower(const Real& growth, std::int64_t tokens) {
    return inverse_growth_sharp_lower_bound(growth, tokens);
  }
  template <typename Real>
  [[nodiscard]] static Real simple_lower(const Real& growth, std::int64_t tokens) {
    return inverse_growth_simple_lower_bound(growth, tokens);
  }
};

/// A gap x >= 0; the statement is about y = G(x), so that no inverse is computed.
struct InverseBoundsPoint {
  std::int64_t tokens;
  double gap;
};

template <typename Bounds>
struct InverseBoundsLemma {
  using Point = InverseBoundsPoint;
  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    // Which hypotheses hold is read off in double, away from their boundaries.
    const auto& [tokens, x] = point;
    const double rough = growth_function(x < 700 ? x : 700.0, tokens);
    const Real gap = Real(x);
    const Real growth = growth_function(gap, tokens);
    Inequalities<Real> list = {{"x <= U", gap, Bounds::upper(growth, tokens)}};
    if (x == 0 || inverse_growth_lower_bound_margin(rough, tokens) > 1e-6) {
      list.push_back({"x >= log(N (y - 2U + 1/(y+N)))", Bounds::lower(growth, tokens), gap});
    }
    if (rough > 1e-6) {
      list.push_back({"x >= log(N y/x*^2)", Bounds::sharp_lower(growth, tokens), gap});
      list.push_back({"x >= log(N y/(1 + 2N/e))", Bounds::simple_lower(growth, tokens), gap});
    }
    return list;
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return benignity::describe({{"x", point.gap}}) + ", T = " + std::to_string(point.tokens);
  }
};

[[nodiscard]] InverseBoundsPoint place_inverse_bounds_point(std::span<const double> coordinates);
[[nodiscard]] std::vector<InverseBoundsPoint> adversarial_inverse_bounds_points();
[[nodiscard]] std::vector<InverseBoundsPoint> many_token_inverse_bounds_points(
    const CertificationDesign& design);

/// What branch and bound proves over x for one T; e^x >= N (y - 2U + 1/(y+N)) needs no hypothesis.
struct InverseBoundsStatements {
  BoxStatement upper_and_lower, simple_and_sharp;
};
[[nodiscard]] std::vector<DomainProof> prove_inverse_bounds(
    std::int64_t tokens, const InverseBoundsStatements& statements,
    const CertificationDesign& design);

template <typename Bounds>
[[nodiscard]] InverseBoundsStatements inverse_bounds_statements(std::int64_t tokens) {
  return {[tokens](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
            const Enclosure growth = growth_function(v[0], tokens);
            const Enclosure upper = Bounds::upper(growth, tokens);
            const Enclosure margin = growth - 2 * upper + 1 / (growth + (tokens - 1));
            return {{"x <= U", v[0], upper},
                    {"N (y - 2U + 1/(y+N)) <= e^x", (tokens - 1) * margin, exp(v[0])}};
          },
          [tokens](const std::vector<Enclosure>& v) -> Inequalities<Enclosure> {
            const Enclosure growth = growth_function(v[0], tokens);
            return {{"x >= log(N y/x*^2)", Bounds::sharp_lower(growth, tokens), v[0]},
                    {"x >= log(N y/(1 + 2N/e))", Bounds::simple_lower(growth, tokens), v[0]}};
          }};
}

template <typename Bounds>
[[nodiscard]] LemmaCertificate certify_inverse_bounds(const CertificationDesign& design) {
  const InverseBoundsLemma<Bounds> lemma;
  LemmaCertificate certificate{
      "inverse_bounds",
      "log(N (y - 2U + 1/(y+N))) <= x = G^{-1}(y) <= U = log(N (y+N)) where x >= 0; for y > 0 also "
      "x >= log(N y/(1 + W(N/e))^2) >= log(N y/(1 + 2N/e))",
      "[derived] theory/README.md (8.20) to (8.23)",
      {certify_quasi_random("quasi-random, T <= 32", lemma, design.quasi_random_points, 2,
                            place_inverse_bounds_point, design),
       certify_list("adversarial", lemma, adversarial_inverse_bounds_points(), design),
       certify_list("many tokens", lemma, many_token_inverse_bounds_points(design), design)},
      {}};
  for (const std::int64_t tokens : {2, 3, 4, 8, 16, 32, 1'000, 1'000'000}) {
    const InverseBoundsStatements statements = inverse_bounds_statements<Bounds>(tokens);
    std::ranges::move(prove_inverse_bounds(tokens, statements, design),
                      std::back_inserter(certificate.proofs));
  }
  return certificate;
}
[[nodiscard]] LemmaCertificate certify_inverse_bounds(const CertificationDesign& design);

}  // namespace benignity
