#include "verify/claims/lemma/inverse_bounds.hpp"

#include <cmath>

#include "theory/hypothesis.hpp"

namespace benignity {

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

std::vector<DomainProof> prove_inverse_bounds(std::int64_t tokens,
                                              const InverseBoundsStatements& statements,
                                              const CertificationDesign& design) {
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
  return {prove_on_domain(name + "U and its lower bound, " + range(whole) + " (equality: x = 0)",
                          {whole}, statements.upper_and_lower, design),
          prove_on_domain(name + "sharp bound, " + range(before) + " (equality: x*)", {before},
                          statements.simple_and_sharp, design),
          prove_on_domain(name + "sharp bound, " + range(after) + " (equality: x*)", {after},
                          statements.simple_and_sharp, design)};
}

LemmaCertificate certify_inverse_bounds(const CertificationDesign& design) {
  return certify_inverse_bounds<InverseBounds>(design);
}

}  // namespace benignity
