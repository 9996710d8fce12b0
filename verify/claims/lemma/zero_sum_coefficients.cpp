#include "verify/claims/lemma/zero_sum_coefficients.hpp"

namespace benignity {

LemmaCertificate certify_zero_sum_coefficients(const CertificationDesign& design) {
  return certify_zero_sum_coefficients<ZeroSumBounds>(design);
}

}  // namespace benignity
