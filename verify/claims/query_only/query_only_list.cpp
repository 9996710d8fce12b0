#include "verify/claims/query_only/claims.hpp"

namespace benignity {

std::vector<Claim> query_only_claims() {
  return {query_only_event_times_claim(), query_only_dimension_claim(),
          query_only_class_signal_claim(), query_only_sign_claim()};
}

std::vector<Mutant> query_only_mutants() {
  const auto mutant = [](const char* name, const char* change, const Claim& claim) {
    return Mutant{claim.description.id, name, change, claim.check, {}};
  };
  return {
      mutant("stronger", "1.03 D", query_only_event_times_claim({.gain_factor = 1.03})),
      mutant("steeper", "exponent -0.7 for -0.5", query_only_dimension_claim({.exponent = -0.7})),
      mutant("noisy", "1.1 times what noisy samples take away",
             query_only_class_signal_claim({.noisy_factor = 1.1})),
      mutant("threshold", "R against 8, not 1", query_only_sign_claim({.threshold_factor = 8}))};
}

}  // namespace benignity
