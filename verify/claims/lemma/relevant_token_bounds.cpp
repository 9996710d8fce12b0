#include "verify/claims/lemma/relevant_token_bounds.hpp"

namespace benignity {

LemmaCertificate certify_relevant_token_bounds(const CertificationDesign& design) {
  return certify_relevant_token_bounds<RelevantTokenBounds>(design);
}

}  // namespace benignity
