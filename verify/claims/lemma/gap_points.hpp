#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "verify/certification/lemma_certificate.hpp"

namespace benignity {

/// A sample's gaps and head values, with a distinguished token, exact in double.
struct GapPoint {
  std::vector<double> gaps;         ///< Lambda_2..Lambda_T
  std::vector<double> head_values;  ///< gamma_1..gamma_T; empty for lemmas without them
  std::size_t token = 0;            ///< position in head_values, or + 1 that in gaps
};

/// The same numbers in another scalar, exactly.
template <typename Real>
[[nodiscard]] std::vector<Real> promote(const std::vector<double>& values) {
  return std::vector<Real>(values.begin(), values.end());
}

/// Coordinates that place_gap_point reads: T, scale, common shift, token, 31 gaps, 32 head values.
constexpr std::size_t gap_point_dimensions = 4 + 31 + 32;

/// T in 2..32, gaps of a scale between 10^-3 and 10^2 about a common shift, head values in [-1, 1].
[[nodiscard]] GapPoint place_gap_point(std::span<const double> coordinates);

/// place_gap_point with at most six tokens: identities are decided on formal sums of T^3 terms.
[[nodiscard]] GapPoint place_small_gap_point(std::span<const double> coordinates);

/// Ties, nearly ties (one unit in the last place off), gaps of +-10^4 in every pattern, zeros, one
/// gap that leads or trails, T = 2, 3, 4 and 32.
[[nodiscard]] std::vector<GapPoint> adversarial_gap_points();

/// `many_token_points` points with T from 33 to `largest_tokens`; the last has the largest T.
[[nodiscard]] std::vector<GapPoint> many_token_gap_points(const CertificationDesign& design);

/// T, every gap (where T is at most 40; otherwise the first and last) and the token, in round-trip
/// form; describe_with_head_values adds the head values.
[[nodiscard]] std::string describe_gaps(const GapPoint& point);
[[nodiscard]] std::string describe_with_head_values(const GapPoint& point);

}  // namespace benignity
