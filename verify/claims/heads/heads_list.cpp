#include "verify/claims/heads/claims.hpp"

namespace benignity {

std::vector<Claim> heads_claims() {
  return {heads_event_times_claim(), heads_critical_kappa_claim(), heads_exit_claim(),
          heads_alike_claim(), heads_alignment_claim()};
}

std::vector<Mutant> heads_mutants() {
  const auto mutant = [](const char* name, const char* change, const Claim& claim) {
    return Mutant{claim.description.id, name, change, claim.check, {}};
  };
  return {mutant("slow", "times off by 3%", heads_event_times_claim({.time_factor = 1.03})),
          mutant("smaller", "0.6 kappa*", heads_critical_kappa_claim({.kappa_factor = 0.6})),
          mutant("late", "exits off by 5%", heads_exit_claim({.exit_factor = 1.05})),
          mutant("tighter", "half the bound", heads_alike_claim({.bound_factor = 0.5})),
          mutant("heads", "H for sqrt(H) in R", heads_alignment_claim({.heads_power = 1}))};
}

}  // namespace benignity
