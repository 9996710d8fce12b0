#include "verify/claims/lemma/variance_factor.hpp"

namespace benignity {

VarianceFactorPoint place_variance_factor_point(std::span<const double> coordinates) {
  const double gap = signed_log_spaced(coordinates[0], -4, 2);
  return {gap - log_spaced(coordinates[1], -4, 2), gap, gap + log_spaced(coordinates[2], -4, 2)};
}

std::vector<VarianceFactorPoint> adversarial_variance_factor_points() {
  std::vector<VarianceFactorPoint> points;
  const std::vector<double> values = adversarial_reals();
  for (const double gap : values) {
    for (const double smallest : values) {
      for (const double largest : values) {
        if (smallest <= gap && gap <= largest) {
          points.push_back({smallest, gap, largest});
        }
      }
    }
  }
  return points;
}

LemmaCertificate certify_variance_factor(const CertificationDesign& design) {
  return certify_variance_factor<VarianceFactorBounds>(design);
}

}  // namespace benignity
