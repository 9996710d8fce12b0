#include "verify/claims/max_margin/claims.hpp"

namespace benignity {

std::vector<Claim> max_margin_claims() {
  return {max_margin_rate_claim(), max_margin_ties_claim(), max_margin_direction_claim(),
          max_margin_slopes_claim()};
}

std::vector<Mutant> max_margin_mutants() {
  return {{"max_margin.direction",
           "one_margin",
           "3/2 asked of one constraint of 30",
           max_margin_direction_claim({.margin_of_one_constraint = 1.5}).check,
           {}},
          {"max_margin.rate",
           "faster",
           "rates that relax 5% faster",
           max_margin_rate_claim({.speed = 1.05}).check,
           {}},
          {"max_margin.ties",
           "constrained",
           "margins asked of tokens that tied and lost",
           max_margin_ties_claim({.ties = TiedTokens::constrained}).check,
           {}},
          {"max_margin.mean_field_slopes",
           "signal",
           "a signal 0.1% larger in K",
           max_margin_slopes_claim({.signal_factor = 1.002}).check,
           {}}};
}

}  // namespace benignity
