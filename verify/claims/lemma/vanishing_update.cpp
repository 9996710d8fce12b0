#include "verify/claims/lemma/vanishing_update.hpp"

namespace benignity {

LemmaCertificate certify_vanishing_update(const CertificationDesign& design) {
  return certify_vanishing_update<VanishingUpdateBounds>(design);
}

}  // namespace benignity
