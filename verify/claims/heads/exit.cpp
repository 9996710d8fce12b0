#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theory/heads/plateau_exit.hpp"
#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/decided_means.hpp"
#include "verify/claims/equivalent_times.hpp"
#include "verify/claims/heads/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/ray.hpp"

namespace benignity {
namespace heads_exit_trial {
namespace {

ClaimDescription statement() {
  return {
      "heads.exit",
      "above eta = sigma(-Hg) the exit from not overfitting is no longer exponential in kappa: "
      "it tends to a multiple of tau_memorize, 9.74 for two and 2.71 for three summed heads",
      "[derived] theory/heads/README.md (H.4), (H.5)",
      "theorem",
      "n = 10, T = 4, d = 10^10, eta = 0.2, rho = 0, p0 = 0; H = 2 at kappa = 125, 250, 500, H = "
      "3 at kappa = 350, 700: all margins of part 1 above 1, (H.1) and (H.2) for (9.12), (9.10)",
      "4 replicates a setting, none shared; mean select_noisy and exit_noisy within 2% of the "
      "mean field's by two one-sided t tests, all must pass; the mean field itself within 2% of "
      "the limits at kappa = 10^6, and one head's exit grows as (7.18) says where theirs stand",
      "sampled",
      "double"};
}

Parameters heads_at(std::int64_t heads, double kappa) {
  Parameters parameters =
      ray_parameters({.samples = 10, .weak_signal = 0, .small_step_margin = 1.1}, kappa);
  parameters.heads = heads;
  return parameters;
}

std::vector<EquivalentTimes::Setting> settings() {
  std::vector<EquivalentTimes::Setting> all;
  const auto add = [&](std::int64_t heads, double kappa) {
    all.push_back({fmt::format("{} heads, kappa = {}", heads, kappa), heads_at(heads, kappa)});
  };
  for (const double kappa : {125, 250, 500}) add(2, kappa);
  for (const double kappa : {350, 700}) add(3, kappa);
  return all;
}

/// exit/tau_memorize in the mean field; of an equivalent sqrt(2) G theta.
double mean_field_exit(std::int64_t heads, double kappa) {
  const Parameters plain = mean_field_equivalent(heads_at(heads, kappa)).plain;
  return mean_field_times(plain).exit.value_or(std::nan("")) / tau_memorize<double>(plain);
}

bool limit_holds(std::int64_t heads, double factor, Finding& finding) {
  const Parameters plain = mean_field_equivalent(heads_at(heads, 1)).plain;
  const double gap = head_gap<double>(plain);
  const double limit =
      factor * std::sqrt(2.0) * gap *
      plateau_exit_time({plain.label_noise, gap, plain.tokens}).value_or(std::nan(""));
  const double observed = mean_field_exit(heads, 1e6);
  constexpr double tolerance = 0.01;
  finding.measurements.push_back(
      {fmt::format("mean field's exit/tau_memorize of {} heads at kappa = 10^6", heads),
       limit,
       observed,
       {limit * (1 - tolerance), limit * (1 + tolerance)}});
  return std::abs(observed / limit - 1) <= tolerance;
}

/// `exits`: the measured means, in the order of the settings.
Figure figure(const std::vector<EquivalentTimes::Setting>& settings,
              const std::vector<double>& exits) {
  std::vector<Series> series;
  for (const std::int64_t heads : {1, 2, 3}) {
    Series predicted{fmt::format("H = {}, mean field", heads), Mark::predicted, {}, {}, {}};
    for (double kappa = 30; kappa < 1000; kappa *= 1.1) {
      const double exit = mean_field_exit(heads, kappa);
      if (!std::isfinite(exit)) continue;
      predicted.x.push_back(kappa);
      predicted.y.push_back(exit);
    }
    series.push_back(predicted);
  }
  for (const std::int64_t heads : {2, 3}) {
    Series observed{fmt::format("H = {}, runs", heads), Mark::observed, {}, {}, {}};
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const Parameters& parameters = settings[i].parameters;
      if (parameters.heads != heads) continue;
      observed.x.push_back(kappa<double>(parameters));
      observed.y.push_back(exits[i] /
                           tau_memorize<double>(mean_field_equivalent(parameters).plain));
    }
    series.push_back(observed);
  }
  return {
      "heads_exit",
      "When noisy samples leave the relevant token again, against κ: exponentially late for one "
      "head, after some tau_memorize for two and three summed heads, whose Hg is beyond "
      "log((1−η)/η)",
      {{"",
        {"κ", Scale::logarithmic, {}, {}},
        {"τ_exit / τ_memorize", Scale::logarithmic, 1.0, 1e5},
        std::nullopt,
        series}},
      "n = 10, T = 4, d = 10¹⁰, η = 0.2, ρ = 0"};
}

Finding check(const HeadsExitDesign& design, const ClaimContext& context) {
  Finding finding;
  EquivalentTimes times;
  times.settings = settings();
  times.events = {stopping_event("select_noisy"), stopping_event("exit_noisy")};
  times.replicates = 4;
  times.tolerance = 0.02;
  times.time_factor = design.exit_factor;
  for (const EquivalentTimes::Setting& setting : times.settings) {
    if (out_of_regime(setting.parameters, {MarginScope::both_parts, MarginScope::part_one},
                      finding)) {
      return finding;
    }
  }
  conclude(decide_times(times, context, finding), context.alpha, finding);
  std::vector<double> exits;  // of each setting's two measurements the second
  for (std::size_t i = 1; i < finding.measurements.size(); i += 2) {
    exits.push_back(finding.measurements[i].observed);
  }
  finding.figures = {figure(times.settings, exits)};
  bool limits = true;
  for (const std::int64_t heads : {2, 3}) {
    limits = limit_holds(heads, design.exit_factor, finding) && limits;
  }
  for (const double kappa : {125.0, 250.0, 500.0}) {
    for (const std::int64_t heads : {1, 2}) {
      finding.measurements.push_back(
          {fmt::format("mean field's exit/tau_memorize of {} head(s), kappa = {}", heads, kappa),
           std::nullopt,
           mean_field_exit(heads, kappa),
           {}});
    }
  }
  if (!limits) finding.verdict = Verdict::fail;
  finding.explanation =
      "2 and 3 summed heads leave after some tau_memorize, where one stays for e^{c kappa}";
  return finding;
}

}  // namespace
}  // namespace heads_exit_trial

Claim heads_exit_claim(const HeadsExitDesign& design) {
  return {
      heads_exit_trial::statement(), Decision::statistical,
      [design](const ClaimContext& context) { return heads_exit_trial::check(design, context); }};
}

}  // namespace benignity
