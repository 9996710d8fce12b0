#include <cmath>

#include "theory/mean_field/event_times.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/proof/claims.hpp"
#include "verify/claims/proof/proved_draws.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"

namespace benignity {
namespace {

/// The settings of the theorem's trials (verify/claims/theorem) at d = 10^10.
Parameters wide_setting(double kappa) {
  constexpr double small_step_margin = 1.5;
  Parameters parameters = in_regime_setting(kappa);
  parameters.dimension = 10'000'000'000;
  return with_small_step_margin(with_kappa(parameters, kappa), small_step_margin);
}

/// Every event of `parameters` up to their last step, and the statement, in all ten draws.
ProvedDraws ten_draws(const Parameters& parameters, const char* name, ProvedStatement statement) {
  ProvedDraws design;
  design.parameters = parameters;
  design.statement_name = name;
  design.statement = statement;
  design.statement_step = static_cast<std::int64_t>(parameters.steps);
  design.least_proved = 10;
  return design;
}

ProvedDraws part_one_draws() {
  Parameters parameters = wide_setting(45);
  parameters.steps = std::ceil(1.5 * mean_field_times(parameters).select_noisy.value());
  return ten_draws(parameters, "part 1 in selection form", part_one_selections);
}

ProvedDraws part_two_draws() {
  Parameters parameters = wide_setting(2);
  parameters.chosen_target_gap = std::log(static_cast<double>(parameters.tokens - 1)) + 0.5;
  parameters.steps = std::ceil(mean_field_times(parameters).generalize.value());
  return ten_draws(parameters, "part 2 in selection form", part_two_selections);
}

/// The design solves a mean field: only where the claim runs, not where it is listed.
Claim in_regime_claim(const char* id, const char* statement, const char* hypotheses,
                      ProvedDraws (*draws)(), MarginScope part) {
  return {
      {id, statement, "[derived] theory/README.md section 4b, (2.3), (2.4)", "proof", hypotheses,
       "10 draws of the sampled start (seeds s to s + 9), exact in their doubles, each enclosed "
       "up to that step: every event decided at every step, the statement proved in all 10; "
       "stopping steps in double, long double and 50 digits equal to the proved ones; no "
       "probability is involved",
       "sampled", "float, double, long_double, 50 and balls"},
      Decision::arithmetic,
      [draws, part](const ClaimContext& context) {
        const ProvedDraws design = draws();
        Finding margins;
        if (out_of_regime(design.parameters, {MarginScope::both_parts, part}, margins)) {
          return margins;
        }
        Finding finding = prove_draws(design, context);
        finding.margins = margins.margins;
        return finding;
      }};
}

}  // namespace

std::vector<Claim> in_regime_proof_claims() {
  return {
      in_regime_claim("proof.part_two",
                      "part 2 holds for every draw: labels memorised, clean samples select x_1, "
                      "noisy ones do not, a fresh one does with probability >= 1 - delta",
                      "every margin of part 2 above 1: n = 20, T = 4, d = 10^10, kappa = 2, eta "
                      "= rho = delta = 0.1; tau = the mean field's time of the test gap log(T-1) "
                      "+ 1/2",
                      part_two_draws, MarginScope::part_two),
      in_regime_claim("proof.part_one",
                      "part 1 holds for every draw: every training sample selects x_1, noisy ones "
                      "too, and a fresh one does with probability >= 1 - delta",
                      "every margin of part 1 above 1: n = 20, T = 4, d = 10^10, kappa = 45, eta "
                      "= rho = delta = 0.1; tau = 1.5 times the mean field's time at which noisy "
                      "samples select x_1",
                      part_one_draws, MarginScope::part_one)};
}

}  // namespace benignity
