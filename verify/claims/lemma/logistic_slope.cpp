#include "verify/claims/lemma/logistic_slope.hpp"

namespace benignity {

LogisticSlopePoint place_logistic_slope_point(std::span<const double> coordinates) {
  const double largest = log_spaced(coordinates[0], -4, 2);
  return {(2 * coordinates[1] - 1) * largest, largest};
}

std::vector<LogisticSlopePoint> adversarial_logistic_slope_points() {
  std::vector<LogisticSlopePoint> points;
  const std::vector<double> values = adversarial_reals();
  for (const double margin : values) {
    for (const double largest : values) {
      if (-largest <= margin && margin <= largest) {
        points.push_back({margin, largest});
      }
    }
  }
  return points;
}

LemmaCertificate certify_logistic_slope(const CertificationDesign& design) {
  return certify_logistic_slope<LogisticSlopeBounds>(design);
}

}  // namespace benignity
