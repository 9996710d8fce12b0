#include "verify/claims/optimisers/claims.hpp"

namespace benignity {

std::vector<Claim> optimisers_claims() {
  return {momentum_times_claim(), momentum_delay_claim(), decay_cases_claim(), batches_claim()};
}

std::vector<Mutant> optimisers_mutants() {
  const auto mutant = [](const char* name, const char* change, const Claim& claim) {
    return Mutant{claim.description.id, name, change, claim.check, {}};
  };
  return {mutant("slow", "times off by 4%", momentum_times_claim({.time_factor = 1.04})),
          mutant("rest", "1.5 times the delay", momentum_delay_claim({.delay_factor = 1.5})),
          mutant("edges", "edges off by 20%", decay_cases_claim({.edge_factor = 1.2})),
          mutant("state", "1.05 |p|^2", decay_cases_claim({.state_factor = 1.05})),
          mutant("spread", "alpha for alpha^1.5", batches_claim({.spread_exponent = 1})),
          mutant("shift", "alpha^1.2 for alpha", batches_claim({.shift_exponent = 1.2}))};
}

}  // namespace benignity
