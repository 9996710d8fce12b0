#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "theory/time_scales.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/theorem_trial.hpp"

namespace benignity {
namespace one_constant_identity {
namespace {

ClaimDescription statement(const char* part, const char* scale, const char* source) {
  return {
      std::string("theorem.one_constant.") + part,
      std::string("along constant kappa one c serves every d, n, alpha and sigma_w: the mean "
                  "field's time of ") +
          part + " is c " + scale + ", identically",
      source,
      "identity",
      "kappa, eta, rho of theorem." + std::string(part) +
          "; (d, n, alpha, sigma_w) at the base, then one after the other changed by factors of "
          "100, 2, 0.7 and 10, then all together, |mu| following kappa",
      "c from the mean field at each: all within 10^-9 of each other. Runs were compared here "
      "until it was seen that they could not differ: in units of scaled time, (7.3), the limit "
      "depends on kappa, T, eta, rho and g alone, and at d = 10^8 to 10^10 one seed draws one "
      "trajectory. What runs show at one c is theorem." +
          std::string(part) + ".selection",
      "mean_field",
      "double"};
}

struct SweepPoint {
  std::int64_t dimension_factor = 1;
  std::int64_t samples_factor = 1;
  double step_factor = 1;
  double init_weight_factor = 1;
};
constexpr std::array<SweepPoint, 6> sweep = {
    {{}, {100, 1, 1, 1}, {1, 2, 1, 1}, {1, 1, 0.7, 1}, {1, 1, 1, 10}, {100, 2, 0.7, 10}}};
/// Events are located to 40 bits of a step, about 10^-12.
constexpr double rounding = 1e-9;

/// The base setting elsewhere on the ray of constant kappa, |nu||mu| held.
Parameters moved(Parameters parameters, const SweepPoint& point) {
  const double kappa_there = kappa<double>(parameters);
  const double head_times_signal = parameters.head_norm() * parameters.signal_norm;
  const double init_weight_std = parameters.init_weight_std() * point.init_weight_factor;
  parameters.dimension *= point.dimension_factor;
  parameters.samples *= point.samples_factor;
  parameters.step_size *= point.step_factor;
  parameters = with_kappa(parameters, kappa_there);
  parameters.chosen_head_norm = head_times_signal / parameters.signal_norm;
  parameters.chosen_init_weight_std = init_weight_std;
  return parameters;
}

struct Part {
  Parameters base;
  std::optional<double> MeanFieldTimes::*event;
  double (*time_scale)(const Parameters& parameters);
};

Part part_one() {
  return {not_overfitting_trial({}, not_overfitting_selections).parameters,
          &MeanFieldTimes::select_noisy, tau_select<double>};
}

Part part_two() {
  return {benign_overfitting_trial({}, benign_overfitting_selections).parameters,
          &MeanFieldTimes::generalize, tau_benign<double>};
}

Finding check(const Part& part, const OneConstantDesign& design, const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  double first = 0;
  for (const SweepPoint& point : sweep) {
    throw_if_interrupted(context);
    const Parameters parameters = moved(part.base, point);
    const double scale = part.time_scale(parameters) *
                         std::pow(static_cast<double>(parameters.samples), design.samples_power);
    const double c = (mean_field_times(parameters).*part.event).value() / scale;
    if (finding.measurements.empty()) first = c;
    worst.see(c / first - 1);
    finding.measurements.push_back(
        {fmt::format("c at d = {}, n = {}, alpha x {}, sigma_w x {}", parameters.dimension,
                     parameters.samples, point.step_factor, point.init_weight_factor),
         first,
         c,
         {first * (1 - rounding), first * (1 + rounding)}});
  }
  finding.measurements.insert(finding.measurements.begin(),
                              {"largest relative difference", 0.0, worst.value(), {0.0, rounding}});
  finding.replicates = 1;
  finding.verdict = worst.value() <= rounding ? Verdict::pass : Verdict::fail;
  finding.explanation =
      fmt::format("c = {:.6g} at 6 settings, within {:.1g}", first, worst.value());
  return finding;
}

Claim identity(const ClaimDescription& description, Part (*part)(),
               const OneConstantDesign& design) {
  return {description, Decision::arithmetic,
          [part, design](const ClaimContext& context) { return check(part(), design, context); }};
}

}  // namespace
}  // namespace one_constant_identity

std::vector<Claim> one_constant_claims(const OneConstantDesign& design) {
  using namespace one_constant_identity;
  return {
      identity(statement("not_overfitting", "tau_select",
                         "[derived] theory/README.md (2.3), (7.3), from [paper] Theorem, part 1"),
               part_one, design),
      identity(statement("benign_overfitting", "tau_benign",
                         "[derived] theory/README.md (2.4), (7.3), from [paper] Theorem, part 2"),
               part_two, design)};
}

}  // namespace benignity
