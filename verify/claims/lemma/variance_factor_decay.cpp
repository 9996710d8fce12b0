#include "verify/claims/lemma/variance_factor_decay.hpp"

namespace benignity {

LemmaCertificate certify_variance_factor_decay(const CertificationDesign& design) {
  return certify_variance_factor_decay<VarianceFactorDecayBounds>(design);
}

}  // namespace benignity
