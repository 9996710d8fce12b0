#include <cmath>

#include "verify/claims/exponent/claims.hpp"

namespace benignity {
namespace memorisation_time {
namespace {

/// So small that the signal's own effect on the fitting time, of order kappa, stays below the
/// tolerance.
constexpr double design_kappa = 1e-5;
constexpr double base_steps = 1000;

Parameters base() {
  return exponent_base({design_kappa, 100'000'000'000'000}, &MeanFieldTimes::fit, base_steps);
}

ExponentTrial memorisation_trial(const char* parameter, double exponent,
                                 Parameters (*setting)(Parameters, double factor)) {
  ExponentTrial trial;
  trial.id = std::string("exponent.memorisation_time.") + parameter;
  trial.statement =
      std::string("the time at which all labels, noisy ones included, are fitted has exponent ") +
      std::to_string(static_cast<int>(exponent)) + " in " + parameter;
  trial.source = "[paper] Theorem, part 2: tau_memorize, theory/README.md (2.2)";
  trial.hypotheses =
      "T = 4, d = 10^14 and kappa = 10^-5 at the base, |nu||mu| = 0.05 at the base, p0 = 0, the "
      "other "
      "parameters held fixed";
  trial.exponent = exponent;
  trial.observed = &StoppingTimes::fit_all;
  trial.predicted = &MeanFieldTimes::fit;
  trial.setting = [setting](double factor) { return setting(base(), factor); };
  trial.part = MarginScope::part_two;
  return trial;
}

std::vector<ExponentTrial> trials() {
  return {memorisation_trial("step_size", -1,
                             [](Parameters p, double factor) {
                               p.step_size *= factor / 4;
                               return p;
                             }),
          memorisation_trial("samples", 1,
                             [](Parameters p, double factor) {
                               // 20, 28, 40, 56, 80: whole, even, a tenth of
                               // them flipped, rounded up.
                               p.samples = 2 * std::llround(10 * factor);
                               return p;
                             }),
          memorisation_trial("noise_std", -2,
                             [](Parameters p, double factor) {
                               p.noise_std *= factor / 4;
                               return p;
                             }),
          memorisation_trial("head_norm", -1,
                             [](Parameters p, double factor) {
                               p.chosen_head_norm = p.head_norm() * factor / 4;
                               return p;
                             }),
          memorisation_trial("signal_norm", -1,
                             [](Parameters p, double factor) {
                               p.signal_norm *= factor / 4;
                               return p;
                             }),
          memorisation_trial("dimension", -2, [](Parameters p, double factor) {
            p.dimension = std::llround(static_cast<double>(p.dimension) * factor / 4);
            return p;
          })};
}

}  // namespace
}  // namespace memorisation_time

std::vector<ExponentTrial> memorisation_time_trials() { return memorisation_time::trials(); }

std::vector<Claim> memorisation_time_claims() {
  return exponent_claims(memorisation_time::trials());
}

}  // namespace benignity
