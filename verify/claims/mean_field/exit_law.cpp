#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/mean_field/claims.hpp"

namespace benignity {
namespace exit_law_trial {
namespace {

ClaimDescription statement() {
  return {"mean_field.exit_law",
          "for eta < l_c = sigma(-g) noisy samples stay selected for a time with log t_exit ~ "
          "kappa (T-1)/(2T) KL(Bernoulli(eta) || Bernoulli(l_c))",
          "[derived] theory/README.md (7.18)",
          "mean_field",
          "balanced classes, rho = 0, g = 1/sqrt(2); T = 4 with eta = 0.05, 0.1, 0.2 and T = 8 "
          "with eta = 0.1",
          "slope of the mean field's log t_exit between kappa = 800 and 1600 within 1.5% of the "
          "closed form (4% at eta = 0.2)",
          "mean_field",
          "double"};
}

struct Setting {
  std::int64_t tokens;
  double label_noise;
  double tolerance;  ///< relative; the approach to the limit is slower near eta = sigma(-g)
};
constexpr std::array<Setting, 4> settings = {
    {{4, 0.05, 0.015}, {4, 0.1, 0.015}, {4, 0.2, 0.04}, {8, 0.1, 0.015}}};
constexpr double smaller_kappa = 800;
constexpr double larger_kappa = 1600;

MeanFieldSystem<double> system_at(const Setting& setting, double kappa) {
  const auto tokens = static_cast<double>(setting.tokens);
  const double clean = (1 - setting.label_noise) / 2;
  const double noisy = setting.label_noise / 2;
  return {{{clean, noisy, clean, noisy}, {1, 1, 1, tokens - 3}, 0}, kappa, 1 / std::sqrt(2.0)};
}

double log_exit(const Setting& setting, double kappa) {
  const double gap = std::log(static_cast<double>(setting.tokens - 1));
  return std::log(mean_field_times(system_at(setting, kappa), {0.5, gap}).exit.value());
}

Finding check(const ClaimContext& context) {
  Finding finding;
  bool inside = true;
  for (const Setting& setting : settings) {
    throw_if_interrupted(context);
    const MeanFieldSystem<double> system = system_at(setting, larger_kappa);
    const double closed = exit_exponent(system.layout, system.head_value).value();
    const double measured = (log_exit(setting, larger_kappa) - log_exit(setting, smaller_kappa)) /
                            (larger_kappa - smaller_kappa);
    const double allowed = setting.tolerance * closed;
    inside = inside && std::abs(measured - closed) <= allowed;
    finding.measurements.push_back({fmt::format("d log t_exit/d kappa, T = {}, eta = {:.2f}",
                                                setting.tokens, setting.label_noise),
                                    closed,
                                    measured,
                                    {closed - allowed, closed + allowed}});
  }
  finding.replicates = 1;
  finding.verdict = inside ? Verdict::pass : Verdict::fail;
  finding.explanation = "slopes of log t_exit between kappa = 800 and 1600";
  return finding;
}

}  // namespace
}  // namespace exit_law_trial

Claim exit_law_claim() {
  return {exit_law_trial::statement(), Decision::arithmetic, exit_law_trial::check};
}

}  // namespace benignity
