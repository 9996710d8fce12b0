#include "verify/claims/data/claims.hpp"

namespace benignity {

std::vector<Claim> given_data_beyond_standard() { return {measured_law_claim()}; }

std::vector<Mutant> given_data_mutants() {
  return {{"given_data.measured_law",
           "noisier",
           "a noise of 5% more",
           measured_law_claim({.noise_factor = 1.05}).check,
           {}}};
}

}  // namespace benignity
