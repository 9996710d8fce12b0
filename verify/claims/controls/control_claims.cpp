#include <utility>

#include "verify/claims/controls/token_selection_controls.hpp"

namespace benignity {

std::vector<Mutant> token_selection_mutants() {
  std::vector<Mutant> mutants;
  for (auto part : {theorem_mutants, rate_mutants, lemma_mutants, regime_mutants}) {
    for (Mutant& mutant : part()) mutants.push_back(std::move(mutant));
  }
  return mutants;
}

}  // namespace benignity
