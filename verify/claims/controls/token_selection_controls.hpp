#pragma once

#include <vector>

#include "verify/claims/controls/control.hpp"

namespace benignity {

/// A claim made false where no probability is involved.
[[nodiscard]] inline Mutant without_power(const char* id, const char* name, const char* change,
                                          const Claim& claim) {
  return {id, name, change, claim.check, {}};
}

// token_selection_mutants(), part by part.

/// The theorem's events, its exponents, its existence.
[[nodiscard]] std::vector<Mutant> theorem_mutants();
/// Times, rates and constants that are sharper than the theorem's, and the engines.
[[nodiscard]] std::vector<Mutant> rate_mutants();
[[nodiscard]] std::vector<Mutant> lemma_mutants();
/// Head noise, memorisation, label noise and the published curves.
[[nodiscard]] std::vector<Mutant> regime_mutants();

}  // namespace benignity
