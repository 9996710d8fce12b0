#include <cmath>

#include "verify/claims/exponent/claims.hpp"

namespace benignity {
namespace selection_time {
namespace {

/// So large that memorisation's own effect on the selection time, of order 1/kappa, stays below the
/// tolerance over the factor of 4.
constexpr double design_kappa = 1e6;
constexpr double base_steps = 1000;

Parameters base() {
  return exponent_base({design_kappa, 10'000'000'000}, &MeanFieldTimes::select_clean, base_steps);
}

ExponentTrial selection_trial(const char* parameter, double exponent,
                              Parameters (*setting)(Parameters, double factor)) {
  ExponentTrial trial;
  trial.id = std::string("exponent.selection_time.") + parameter;
  trial.statement = std::string(
                        "the time at which all clean samples select the relevant token has "
                        "exponent ") +
                    std::to_string(static_cast<int>(exponent)) + " in " + parameter;
  trial.source = "[paper] Theorem, part 1: tau_select, theory/README.md (2.1)";
  trial.hypotheses =
      "n = 20, T = 4, d = 10^10, kappa = 10^6, |nu||mu| = 0.05 (at most 0.2), p0 = 0, the other "
      "parameters held fixed";
  trial.exponent = exponent;
  trial.observed = &StoppingTimes::select_clean;
  trial.predicted = &MeanFieldTimes::select_clean;
  trial.setting = [setting](double factor) { return setting(base(), factor); };
  trial.part = MarginScope::part_one;
  return trial;
}

std::vector<ExponentTrial> trials() {
  // The base setting is the fastest point: from a quarter of the parameter up to
  // all of it.
  return {selection_trial("step_size", -1,
                          [](Parameters p, double factor) {
                            p.step_size *= factor / 4;
                            return p;
                          }),
          selection_trial("head_norm", -1,
                          [](Parameters p, double factor) {
                            p.chosen_head_norm = p.head_norm() * factor / 4;
                            return p;
                          }),
          selection_trial("signal_norm", -3,
                          [](Parameters p, double factor) {
                            p.signal_norm *= factor / 4;
                            return p;
                          }),
          selection_trial("dimension", -1,
                          [](Parameters p, double factor) {
                            p.dimension =
                                std::llround(static_cast<double>(p.dimension) * factor / 4);
                            return p;
                          }),
          selection_trial("init_weight_std", -2,
                          [](Parameters p, double factor) {
                            p.chosen_init_weight_std = p.init_weight_std() * factor / 4;
                            return p;
                          }),
          selection_trial("init_query_std", -2, [](Parameters p, double factor) {
            // sigma_w at most a twentieth of sigma_p, which then makes D but for 1/400; both so
            // small that the initial logits, sigma_w sigma_p sqrt(d) |mu|, stay below 10^-3.
            constexpr double query_std = 1e-7;
            p.step_size /= query_std * query_std;
            p.init_query_std = query_std * factor / 4;
            p.chosen_init_weight_std = query_std / 80;
            return p;
          })};
}

}  // namespace
}  // namespace selection_time

std::vector<ExponentTrial> selection_time_trials() { return selection_time::trials(); }

std::vector<Claim> selection_time_claims() { return exponent_claims(selection_time::trials()); }

}  // namespace benignity
