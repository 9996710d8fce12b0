#include "verify/claims/lemma/other_token_bounds.hpp"

namespace benignity {

LemmaCertificate certify_other_token_bounds(const CertificationDesign& design) {
  return certify_other_token_bounds<OtherTokenBounds>(design);
}

}  // namespace benignity
