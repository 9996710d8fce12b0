#pragma once

#include <vector>

#include "verify/certification/branch_and_bound.hpp"
#include "verify/certification/certify_points.hpp"
#include "verify/certification/lemma_certificate.hpp"

namespace benignity {

/// All that is tried of one lemma; a fixture makes one bound wrong.
struct LemmaTrial {
  std::vector<PointTrial> points;
  std::vector<DomainTrial> domains;  ///< none for lemmas of more than three variables
};

/// Certifies every point and proves every domain, in the trial's order.
[[nodiscard]] LemmaCertificate certify(const LemmaTrial& trial, const CertificationDesign& design);

}  // namespace benignity
