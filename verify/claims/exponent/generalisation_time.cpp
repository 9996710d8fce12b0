#include <cmath>

#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/exponent/claims.hpp"
#include "verify/statistics/slope_equivalence.hpp"

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

/// sigma_w, and sigma_eps with |mu|, only rescale the time (7.3): by runs both gave the same
/// sixteen digits, twice the same evidence of what is no more than algebra.
ExponentTrial as_identity(ExponentTrial trial) {
  trial.decided = ExponentTrial::Decided::as_identity;
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
          as_identity(generalisation_trial("init_weight_std", "", -2,
                                           [](Parameters p, double factor) {
                                             p.chosen_init_weight_std =
                                                 p.init_weight_std() * factor / 4;
                                             return p;
                                           })),
          generalisation_trial("dimension", ", with |mu| as its square root and |nu||mu| held", -2,
                               [](Parameters p, double factor) {
                                 p.dimension =
                                     std::llround(static_cast<double>(p.dimension) * factor / 4);
                                 return with_signal(p, std::sqrt(factor / 4));
                               }),
          as_identity(generalisation_trial("noise_std",
                                           ", with |mu| in proportion and |nu||mu| held", -2,
                                           [](Parameters p, double factor) {
                                             p.noise_std *= factor / 4;
                                             return with_signal(p, factor / 4);
                                           })),
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

ExponentTrial bent_generalisation_trial() {
  using namespace generalisation_time;
  ExponentTrial trial = samples_trial();
  trial.factors = {1, 2, 3};
  trial.setting = [](double factor) {
    Parameters p = exponent_base({1, 1'000'000'000'000}, &MeanFieldTimes::generalize, base_steps);
    // 1000 steps at n = 60, where kappa = 3 and the time is least.
    const double slowest = mean_field_times(p).generalize.value();
    p.samples *= 3;
    p.step_size *= mean_field_times(with_kappa(p, 3)).generalize.value() / slowest;
    p.samples = std::llround(static_cast<double>(p.samples) / 3 * factor);
    return p;
  };
  std::vector<double> times;
  for (const double factor : trial.factors) {
    times.push_back(mean_field_times(trial.setting(factor)).generalize.value());
  }
  trial.exponent = log_log_slope(trial.factors, times);
  return trial;
}

std::vector<Claim> generalisation_time_claims() {
  return exponent_claims(generalisation_time::trials());
}

}  // namespace benignity
