#include <string>

#include <fmt/core.h>

#include "verify/claims/proof/claims.hpp"
#include "verify/claims/proof/proved_draws.hpp"

namespace benignity {
namespace {

constexpr double every_draw = 10;

struct PublishedSetting {
  const char* id;
  const char* statement;
  std::int64_t dimension;
  double signal_norm;
  const char* event;
  ProvedStatement holds;
  std::int64_t step;
  double least_proved;
  long bits;  // the growth of the widths took 538 at most in seeds 11 to 14; with room
};

Claim published_claim(const PublishedSetting& setting) {
  ProvedDraws design;
  design.parameters.dimension = setting.dimension;
  design.parameters.signal_norm = setting.signal_norm;
  design.statement_name = setting.event;
  design.statement = setting.holds;
  design.statement_step = setting.step;
  design.least_proved = setting.least_proved;
  design.bits = setting.bits;
  return {
      {setting.id, setting.statement, "[derived] theory/README.md section 4b", "proof",
       fmt::format("n = 20, T = 8, d = {}, |mu| = {}, eta = 0.2, rho = 0.1, alpha = 0.005, p0 = 0",
                   setting.dimension, setting.signal_norm),
       fmt::format("10 draws of the sampled start (seeds s to s + 9), exact in their doubles, each "
                   "enclosed for 1,000 steps: every event decided at every step, the statement "
                   "decided at step {} for each and proved in at least {:.0f}; delta = 0.05; "
                   "stopping steps in double, long double and 50 digits equal to the proved "
                   "ones; no probability is involved",
                   setting.step, setting.least_proved),
       "sampled", "float, double, long_double, 50 and balls"},
      Decision::arithmetic,
      [design](const ClaimContext& context) { return prove_draws(design, context); }};
}

}  // namespace

std::vector<Claim> published_proof_claims() {
  return {
      published_claim({"proof.published_not_overfitting",
                       "at (1000, 90) every stopping step is certain, and part 1 of the theorem is "
                       "proved or refuted for each draw at step 100",
                       1000, 90, "part 1", part_one_signs, 100, 1, 704}),
      published_claim({"proof.published_benign",
                       "at (2000, 20) every stopping step is certain, and part 2 of the theorem is "
                       "proved or refuted for each draw at step 1000",
                       2000, 20, "part 2", part_two_signs, 1000, 1, first_bits}),
      published_claim({"proof.published_harmful",
                       "at (4500, 5) every stopping step is certain, and fresh data are certainly "
                       "misclassified with a probability above delta",
                       4500, 5, "error >= delta", harmful_error, 1000, every_draw, first_bits})};
}

}  // namespace benignity
