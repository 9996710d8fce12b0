#include <utility>

#include "verify/claims/controls/control.hpp"
#include "verify/claims/encoder/claims.hpp"

namespace benignity {
namespace encoder_list {
namespace {

/// Each stated of what it does not hold of.
std::vector<Mutant> mutants() {
  const auto mutant = [](const char* name, const char* change, const Claim& claim) {
    return Mutant{claim.description.id, name, change, claim.check, {}};
  };
  return {
      mutant("half", "an exponent of 0.4 to 0.6, 24 clusters",
             encoder_edge_claim({.least_exponent = 0.4, .largest_exponent = 0.6, .clusters = 24})),
      mutant("fixed", "the linear head stays fixed",
             encoder_memorisation_claim({.memorises = Readout::fixed})),
      mutant("frozen", "class token, W_Q and W_K stay as drawn",
             encoder_selection_claim({.trained = EncoderParts::without_attention})),
      mutant("quiet", "|mu| = 4 for 30", encoder_benign_claim({.signal_norm = 4})),
      mutant("quiet", "|mu| = 4 for 20", encoder_delay_claim({.signal_norm = 4}))};
}

}  // namespace
}  // namespace encoder_list

std::vector<Claim> encoder_battery() {
  std::vector<Claim> claims = {encoder_edge_claim(), encoder_memorisation_claim(),
                               encoder_delay_claim(), encoder_selection_claim(),
                               encoder_benign_claim()};
  // The share of this battery is that of its five claims already.
  constexpr std::size_t claims_sharing = 1;
  for (const Mutant& mutant : encoder_list::mutants()) {
    Claim control = control_claim(mutant, claims_sharing);
    control.description.theorem = "encoder";
    claims.push_back(std::move(control));
  }
  return claims;
}

}  // namespace benignity
