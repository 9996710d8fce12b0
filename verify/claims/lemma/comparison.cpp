#include "verify/claims/lemma/comparison.hpp"

#include <algorithm>

#include "theory/hypothesis.hpp"

namespace benignity {

std::string describe(const ComparisonPoint& point) {
  std::string text = describe({{"Lambda_0 - log(T-1)", point.offset},
                               {"c_lo", point.smallest_rate},
                               {"c_hi", point.largest_rate}}) +
                     ", T = " + std::to_string(point.tokens) + ", step rates = (";
  for (const double rate : point.rates) {
    text += (text.back() == '(' ? "" : ", ") + round_trip(rate);
  }
  return text + ")";
}

ComparisonPoint place_comparison_point(std::span<const double> coordinates) {
  ComparisonPoint point;
  point.tokens = 2 + static_cast<std::int64_t>(31 * coordinates[0]);
  point.offset = signed_log_spaced(coordinates[1], -2, 1.5);
  point.largest_rate = log_spaced(coordinates[2], -3, 1.2);
  point.smallest_rate = point.largest_rate * coordinates[3];
  const std::size_t steps = 1 + static_cast<std::size_t>(4 * coordinates[4]);
  for (std::size_t k = 0; k < steps; ++k) {
    const double rate =
        point.smallest_rate + (point.largest_rate - point.smallest_rate) * coordinates[4 + k % 4];
    point.rates.push_back(std::clamp(rate, point.smallest_rate, point.largest_rate));
  }
  return point;
}

std::vector<ComparisonPoint> adversarial_comparison_points() {
  std::vector<ComparisonPoint> points;
  for (const std::int64_t tokens : {2, 3, 32, 1'000'000}) {
    for (const double offset : {0.0, 1e-9, -1e-9, 1.0, -1.0, 100.0, -100.0}) {
      for (const double largest : {1e-9, 1e-3, 1.0, 100.0}) {
        for (const double smallest : {0.0, largest / 2, largest}) {
          points.push_back({tokens, offset, {largest}, smallest, largest});
          points.push_back({tokens,
                            offset,
                            {largest, std::max(smallest, largest / 2), largest},
                            smallest,
                            largest});
          if (smallest > 0 || tokens == 2) {
            // At rate 0 growth equals its lower envelope: decided as a formula where log(T-1) = 0.
            points.push_back({tokens, offset, {smallest}, smallest, largest});
          }
        }
      }
    }
  }
  for (const double offset : {1e4, -1e4}) {
    points.push_back({2, offset, {1}, 0.5, 1});
    points.push_back({1'000'000, offset, {0.5}, 0.5, 1});
  }
  return points;
}

std::vector<ComparisonPoint> many_token_comparison_points(const CertificationDesign& design) {
  QuasiRandomSequence sequence(comparison_point_dimensions, 0);
  std::vector<ComparisonPoint> points;
  for (std::int64_t k = 1; k <= design.many_token_points; ++k) {
    points.push_back(place_comparison_point(sequence.next()));
    const double share = static_cast<double>(k) / static_cast<double>(design.many_token_points);
    points.back().tokens =
        std::lround(33 * std::pow(static_cast<double>(design.largest_tokens) / 33, share));
  }
  return points;
}

LemmaCertificate certify_comparison(const CertificationDesign& design) {
  return certify_comparison<ComparisonBounds>(design);
}

}  // namespace benignity
