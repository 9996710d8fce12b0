#include "verify/claims/harmful_edge/claims.hpp"

namespace benignity {

std::vector<Claim> harmful_edge_claims() {
  return {late_edge_claim(), late_runs_claim(), exit_boundary_claim()};
}

std::vector<Mutant> harmful_edge_mutants() {
  return {{"harmful_edge.late_edge",
           "published",
           "the limits 1/4 and -1/4 at these d and n",
           late_edge_claim({.published_exponent = true}).check,
           {}},
          {"harmful_edge.late_runs",
           "ratio",
           "a late ratio off by 10%",
           late_runs_claim({.ratio_factor = 1.1}).check,
           {}},
          {"harmful_edge.exit_boundary",
           "boundary",
           "a boundary off by 5%",
           exit_boundary_claim({.boundary_factor = 1.05}).check,
           {}}};
}

}  // namespace benignity
