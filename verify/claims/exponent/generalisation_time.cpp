#include <cmath>

#include "verify/claims/exponent/claims.hpp"

namespace benignity {
namespace generalisation_time {
namespace {

/// kappa*/kappa exceeds the margin's 2.5, and the small-step margin 1 at the fastest point.
constexpr double design_kappa = 3.5;
constexpr double base_steps = 1000;

Parameters base() {
  return exponent_base({design_kappa, 1'000'000'000'000}, &MeanFieldTimes::generalize, base_steps);
}

/// |mu| multiplied by a factor while |nu||mu| stays.
Parameters with_signal(Parameters p, double factor) {
  p.chosen_head_norm = p.head_norm() / factor;
  p.signal_norm *= factor;
  return p;
}

ExponentTrial generalisation_trial(const char* parameter, const char* ray, double exponent,
                                   Parameters (*setting)(Parameters, double factor)) {
  ExponentTrial trial;
  trial.id = std::string("exponent.generalisation_time.") + parameter;
  trial.statement = std::string(
                        "along constant kappa the time at which the test gap reaches log(T-1) has "
                        "exponent ") +
                    std::to_string(static_cast<int>(exponent)) + " in " + parameter + ray;
  trial.source = "[paper] Theorem, part 2: tau_benign, theory/README.md (2.2)";
  trial.hypotheses =
      "n = 20, T = 4, d = 10^12, kappa = 3.5, |nu||mu| = 0.05 at the base, p0 = 0, the other "
      "parameters held fixed";
  trial.exponent = exponent;
  trial.observed = &StoppingTimes::generalize;
  trial.predicted = &MeanFieldTimes::generalize;
  trial.setting = [setting](double factor) { return setting(base(), factor); };
  trial.part = MarginScope::part_two;
  return trial;
}

/// Whole n with a tenth of the labels flipped, as many in each class.
ExponentTrial samples_trial() {
  ExponentTrial trial =
      generalisation_trial("samples", ", with |mu| as its inverse square root and |nu||mu| held", 1,
                           [](Parameters p, double factor) {
                             p.samples = std::llround(static_cast<double>(p.samples) * factor);
                             return with_signal(p, 1 / std::sqrt(factor));
                           });
  trial.factors = {1, 2, 3, 4};
  return trial;
}

std::vector<ExponentTrial> trials() {
  return {generalisation_trial("step_size", "", -1,
                               [](Parameters p, double factor) {
                                 p.step_size *= factor / 4;
                                 return p;
                               }),
          generalisation_trial("head_norm", "", -1,
                               [](Parameters p, double factor) {
                                 p.chosen_head_norm = p.head_norm() * factor / 4;
                                 return p;
                               }),
          generalisation_trial("init_weight_std", "", -2,
                               [](Parameters p, double factor) {
                                 p.chosen_init_weight_std = p.init_weight_std() * factor / 4;
                                 return p;
                               }),
          generalisation_trial("dimension", ", with |mu| as its square root and |nu||mu| held", -2,
                               [](Parameters p, double factor) {
                                 p.dimension =
                                     std::llround(static_cast<double>(p.dimension) * factor / 4);
                                 return with_signal(p, std::sqrt(factor / 4));
                               }),
          generalisation_trial("noise_std", ", with |mu| in proportion and |nu||mu| held", -2,
                               [](Parameters p, double factor) {
                                 p.noise_std *= factor / 4;
                                 return with_signal(p, factor / 4);
                               }),
          generalisation_trial("signal_norm", ", with sigma_eps in proportion and |nu| held", -3,
                               [](Parameters p, double factor) {
                                 p.noise_std *= factor / 4;
                                 p.signal_norm *= factor / 4;
                                 return p;
                               }),
          samples_trial()};
}

}  // namespace
}  // namespace generalisation_time

std::vector<ExponentTrial> generalisation_time_trials() { return generalisation_time::trials(); }

std::vector<Claim> generalisation_time_claims() {
  return exponent_claims(generalisation_time::trials());
}

}  // namespace benignity
