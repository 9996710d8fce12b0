#include <algorithm>
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
          "slopes of the mean field's log t_exit in kappa over 400 to 800, 800 to 1600 and 1600 to "
          "3200, freed of their terms in 1/kappa and 1/kappa^2 by Richardson's elimination; the "
          "limit within the last elimination's step of the closed form, that step at most 1% of it",
          "mean_field",
          "double"};
}

struct Setting {
  std::int64_t tokens;
  double label_noise;
};
constexpr std::array<Setting, 4> settings = {{{4, 0.05}, {4, 0.1}, {4, 0.2}, {8, 0.1}}};
/// The slope between kappa/2 and kappa is c + (2 log 2) a/kappa + O(kappa^-2) where log t_exit =
/// c kappa + a log kappa + b + ...: the raw slope, 0.4 to 3% below its limit at kappa = 1600,
/// needed a tolerance as wide as its own deviation. Twice eliminated it is 10^-5 to 3 10^-3 from
/// the limit.
constexpr double largest_kappa = 3200;
constexpr double largest_step = 0.01;

MeanFieldSystem<double> system_at(const Setting& setting, double kappa) {
  const auto tokens = static_cast<double>(setting.tokens);
  const double clean = (1 - setting.label_noise) / 2;
  const double noisy = setting.label_noise / 2;
  return {{{clean, noisy, clean, noisy}, {1, 1, 1, tokens - 3}, 0}, kappa, 1 / std::sqrt(2.0)};
}

double log_exit(const Setting& setting, double kappa) {
  // log t_exit reaches 282 at kappa = 3200, T = 4, eta = 0.05.
  constexpr MeanFieldOptions options{.log_horizon = 400, .tolerance = 1e-8};
  const double gap = std::log(static_cast<double>(setting.tokens - 1));
  return std::log(mean_field_times(system_at(setting, kappa), {0.5, gap}, options).exit.value());
}

struct Limit {
  double value = 0;
  double step = 0;  ///< what the last elimination moved: the error left is smaller by O(1/kappa)
};

Limit limit_of_slopes(const Setting& setting) {
  std::array<double, 3> slopes{};
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    const double kappa = largest_kappa / std::pow(2.0, 2.0 - static_cast<double>(i));
    slopes[i] = (log_exit(setting, kappa) - log_exit(setting, kappa / 2)) / (kappa / 2);
  }
  const double earlier = 2 * slopes[1] - slopes[0];
  const double later = 2 * slopes[2] - slopes[1];
  const double limit = (4 * later - earlier) / 3;
  return {limit, std::abs(limit - later)};
}

/// The limits of all settings, found once a process: they depend on no seed and no design, and
/// whoever compares them with several rates (the controls, the tests) would integrate the same
/// paths again.
const std::array<Limit, settings.size()>& limits() {
  static const std::array<Limit, settings.size()> all = [] {
    std::array<Limit, settings.size()> found;
    std::transform(settings.begin(), settings.end(), found.begin(), limit_of_slopes);
    return found;
  }();
  return all;
}

Finding check(const ExitLawDesign& design, const ClaimContext& context) {
  Finding finding;
  bool inside = true;
  throw_if_interrupted(context);
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const Setting& setting = settings[i];
    const MeanFieldSystem<double> system = system_at(setting, largest_kappa);
    const double closed =
        design.rate_factor * exit_exponent(system.layout, system.head_value).value();
    const Limit& limit = limits()[i];
    const std::string where =
        fmt::format(", T = {}, eta = {:.2f}", setting.tokens, setting.label_noise);
    inside = inside && std::abs(limit.value - closed) <= limit.step &&
             limit.step <= largest_step * closed;
    finding.measurements.push_back({"limit of d log t_exit/d kappa" + where,
                                    closed,
                                    limit.value,
                                    {closed - limit.step, closed + limit.step}});
    finding.measurements.push_back({"last elimination's step, relative" + where,
                                    std::nullopt,
                                    limit.step / closed,
                                    {std::nullopt, largest_step}});
  }
  finding.replicates = 1;
  finding.verdict = inside ? Verdict::pass : Verdict::fail;
  finding.explanation = "limits of the slopes of log t_exit up to kappa = 3200";
  return finding;
}

}  // namespace
}  // namespace exit_law_trial

Claim exit_law_claim(const ExitLawDesign& design) {
  return {exit_law_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) { return exit_law_trial::check(design, context); }};
}

}  // namespace benignity
