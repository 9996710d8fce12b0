#include "theory/growth/inverse_bounds.hpp"

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "theory/growth/growth_function.hpp"
#include "theory/hypothesis.hpp"
#include "verify/claims/lemma/claims.hpp"
#include "verify/claims/lemma/real_points.hpp"

namespace benignity {
namespace {

constexpr LemmaText inverse_bounds_text = {
    "inverse_bounds", "upper and lower bounds of G^-1(y)", "(8.20) to (8.23)",
    "y >= 1/N - N for the upper bound; where the argument is positive for the lower ones"};

/// A gap x >= 0; the statement is about y = G(x), so that no inverse is computed.
struct InverseBoundsPoint {
  std::int64_t tokens;
  double gap;
};

/// The bounds of theory/, or with a control's constants in their place.
struct InverseBounds {
  using Point = InverseBoundsPoint;
  InverseBoundsConstants constants;

  template <typename Real>
  [[nodiscard]] Real lower(const Real& growth, std::int64_t tokens) const {
    using std::log;
    if (constants.gap_factor == 2) {
      return inverse_growth_lower_bound(growth, tokens);
    }
    const Real others = Real(tokens - 1);
    const Real upper = inverse_growth_upper_bound(growth, tokens);
    return log(others * (growth - constants.gap_factor * upper + 1 / (growth + others)));
  }
  template <typename Real>
  [[nodiscard]] Real sharp_lower(const Real& growth, std::int64_t tokens) const {
    return inverse_growth_sharp_lower_bound(growth, tokens + constants.extra_tokens);
  }

  template <typename Real>
  [[nodiscard]] Inequalities<Real> inequalities(const Point& point) const {
    // Which hypotheses hold is read off in double, away from their boundaries.
    const auto& [tokens, x] = point;
    const double rough = growth_function(x < 700 ? x : 700.0, tokens);
    const Real gap = Real(x);
    const Real growth = growth_function(gap, tokens);
    Inequalities<Real> list = {{"x <= U", gap, inverse_growth_upper_bound(growth, tokens)}};
    if (x == 0 || inverse_growth_lower_bound_margin(rough, tokens) > 1e-6) {
      list.push_back({"x >= log(N (y - 2U + 1/(y+N)))", lower(growth, tokens), gap});
    }
    if (rough > 1e-6) {
      list.push_back({"x >= log(N y/x*^2)", sharp_lower(growth, tokens), gap});
      list.push_back(
          {"x >= log(N y/(1 + 2N/e))", inverse_growth_simple_lower_bound(growth, tokens), gap});
    }
    return list;
  }
  [[nodiscard]] std::string describe(const Point& point) const {
    return benignity::describe({{"x", point.gap}}) + ", T = " + std::to_string(point.tokens);
  }
};

InverseBoundsPoint place_inverse_bounds_point(std::span<const double> coordinates) {
  const auto tokens = 2 + static_cast<std::int64_t>(31 * coordinates[0]);
  return {tokens, log_spaced(coordinates[1], -4, 1.5)};
}

std::vector<InverseBoundsPoint> adversarial_inverse_bounds_points() {
  std::vector<InverseBoundsPoint> points;
  for (const std::int64_t tokens : {2, 3, 4, 5, 8, 32, 1'000, 1'000'000}) {
    for (const double gap : adversarial_reals()) {
      // Bounds that meet as x grows: x = 10^4 takes 30000 bits to tell apart.
      const bool costly = gap > 1'000 && tokens != 2 && tokens != 1'000'000;
      if (gap >= 0 && !costly) {
        points.push_back({tokens, gap});
      }
    }
    const auto contact = growth_contact_gap<double>(tokens);
    const double centre = std::log(static_cast<double>(tokens - 1));
    for (const double offset : {0.0, 1e-9, -1e-9, 1e-3, -1e-3, 0.5}) {
      points.push_back({tokens, contact + offset});
      points.push_back({tokens, std::abs(centre + offset)});
    }
  }
  return points;
}

std::vector<InverseBoundsPoint> many_token_inverse_bounds_points(
    const CertificationDesign& design) {
  QuasiRandomSequence sequence(2, 0);
  std::vector<InverseBoundsPoint> points;
  for (std::int64_t k = 1; k <= design.many_token_points; ++k) {
    points.push_back(place_inverse_bounds_point(sequence.next()));
    const double share = static_cast<double>(k) / static_cast<double>(design.many_token_points);
    points.back().tokens =
        std::lround(33 * std::pow(static_cast<double>(design.largest_tokens) / 33, share));
  }
  return points;
}

/// What branch and bound proves over x for one T; e^x >= N (y - 2U + 1/(y+N)), the exponential of
/// (8.21), needs no hypothesis.
std::vector<DomainTrial> inverse_bounds_domains(const InverseBounds& lemma, std::int64_t tokens) {
  const auto upper_and_lower = [tokens](const std::vector<Enclosure>& v) {
    const Enclosure growth = growth_function(v[0], tokens);
    const Enclosure upper = inverse_growth_upper_bound(growth, tokens);
    const Enclosure margin = growth - 2 * upper + 1 / (growth + (tokens - 1));
    return Inequalities<Enclosure>{
        {"x <= U", v[0], upper}, {"N (y - 2U + 1/(y+N)) <= e^x", (tokens - 1) * margin, exp(v[0])}};
  };
  const auto simple_and_sharp = [lemma, tokens](const std::vector<Enclosure>& v) {
    const Enclosure growth = growth_function(v[0], tokens);
    return Inequalities<Enclosure>{
        {"x >= log(N y/x*^2)", lemma.sharp_lower(growth, tokens), v[0]},
        {"x >= log(N y/(1 + 2N/e))", inverse_growth_simple_lower_bound(growth, tokens), v[0]}};
  };
  constexpr double away = 0.03125;
  const double centre = std::log(static_cast<double>(tokens - 1));
  const double contact = growth_contact_gap<double>(tokens);
  const double root = inverse_growth_function(0.0, tokens);
  const std::string name = "T = " + std::to_string(tokens) + ": ";
  const auto range = [](const Range& x) {
    return round_trip(x.lower) + " <= x <= " + round_trip(x.upper);
  };
  const Range whole = {away, centre + 5};
  const Range before = {root + away, contact - away};
  const Range after = {contact + away, centre + 8};
  return {{name + "U and its lower bound, " + range(whole) + " (equality: x = 0)",
           {whole},
           upper_and_lower},
          {name + "sharp bound, " + range(before) + " (equality: x*)", {before}, simple_and_sharp},
          {name + "sharp bound, " + range(after) + " (equality: x*)", {after}, simple_and_sharp}};
}

LemmaTrial inverse_bounds_trial(const InverseBounds& lemma, const CertificationDesign& design) {
  LemmaTrial trial{{quasi_random_points("quasi-random, T <= 32", lemma, design.quasi_random_points,
                                        2, place_inverse_bounds_point),
                    listed_points("adversarial", lemma, adversarial_inverse_bounds_points()),
                    listed_points("many tokens", lemma, many_token_inverse_bounds_points(design))},
                   {}};
  for (const std::int64_t tokens : {2, 3, 4, 8, 16, 32, 1'000, 1'000'000}) {
    for (DomainTrial& domain : inverse_bounds_domains(lemma, tokens)) {
      trial.domains.push_back(std::move(domain));
    }
  }
  return trial;
}

}  // namespace

Lemma inverse_bounds_lemma(const InverseBoundsConstants& constants) {
  return {inverse_bounds_text, [constants](const CertificationDesign& design) {
            return inverse_bounds_trial({constants}, design);
          }};
}

}  // namespace benignity
