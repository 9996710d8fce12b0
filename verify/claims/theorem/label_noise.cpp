#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/assumptions/labels.hpp"
#include "theory/elementary.hpp"
#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/critical_kappa.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"

namespace benignity {
namespace label_noise_trial {
namespace {

ClaimDescription statement() {
  return {
      "theorem.label_noise",
      "as kappa -> infinity noisy samples settle at s_1 = min(1, log((1-eta)/eta)/g): they "
      "select the relevant token iff eta < sigma(-g/2), fully iff eta < sigma(-g); at kappa = "
      "60 not overfitting breaks earlier, where kappa*(eta) passes kappa",
      "[derived] theory/README.md (7.9), (7.19)",
      "theorem",
      "n = 80, T = 3, rho = 0, sigma_w = 1, p0 = 0, d = 10^12, |nu| = 1/|mu|; eta from 0.025 to "
      "0.6 in both classes; part 1 promises nothing from eta = 1/2 on (margin "
      "clean_majority), the dynamics are shown there all the same",
      "one sampled start at each eta; kappa = 10^7 to kappa theta = 3 10^4: s_1 within 0.01 of "
      "the plateau except within 0.03 of eta = sigma(-g) and 1/2, selection as stated except "
      "within 0.01 of sigma(-g/2); kappa = 60 to theta = 20: selection iff kappa > kappa* "
      "except within a factor of 1.2",
      "flow",
      "double"};
}

constexpr std::int64_t samples = 80;  // label noise in whole multiples of 1/40 in both classes
constexpr int largest_flips = 24;     // a class: label noise 0.6
constexpr std::int64_t dimension = 1'000'000'000'000;

/// So large a kappa that noise logits stand still while lambda moves: the plateau's limit.
constexpr double plateau_kappa = 1e7;
constexpr double plateau_horizon = 3e4;  // kappa times scaled time
constexpr double plateau_tolerance = 0.01;
/// Of eta around sigma(-g), where s_1 tends to 1 too slowly, and 1/2, where it tends to 0 so.
constexpr double plateau_guard = 0.03;
/// Of eta around sigma(-g/2): half a step of the grid is 0.0125.
constexpr double selection_guard = 0.01;

/// A moderate kappa, whose kappa* crosses it below sigma(-g/2).
constexpr double moderate_kappa = 60;
constexpr double moderate_horizon = 20;  // scaled time
constexpr double boundary = 1.2;         // kappa/kappa* between 1/1.2 and 1.2 is not asked

Parameters setting(int flips_a_class, double kappa, double scaled_horizon) {
  Parameters parameters;
  parameters.samples = samples;
  parameters.tokens = 3;
  parameters.dimension = dimension;
  parameters.weak_signal = 0;
  parameters.label_noise = 2.0 * flips_a_class / static_cast<double>(samples);
  parameters.chosen_init_weight_std = 1;
  parameters = with_kappa(parameters, kappa);
  parameters.steps = scaled_horizon * std::exp(log_steps_per_scaled_time(parameters));
  return parameters;
}

/// What one label noise shows.
struct NoiseLevel {
  Parameters parameters;  ///< at plateau_kappa
  double plateau = 0;     ///< predicted
  double settled = 0;     ///< mean s_1 of noisy samples at the horizon
  bool selects = false;   ///< all noisy samples at some time have s_1 >= 1/2
  std::optional<double> critical_kappa;
  bool selects_at_moderate_kappa = false;
};

Trajectory flow_of(const Parameters& parameters, const ClaimContext& context) {
  throw_if_interrupted(context);
  RunSettings run =
      ends_of_run(parameters, context, static_cast<std::uint64_t>(fixed_flips(parameters)));
  run.engine = Engine::flow;
  return simulate(run);
}

NoiseLevel look_at(int flips_a_class, const LabelNoiseDesign& design, const ClaimContext& context) {
  NoiseLevel level;
  level.parameters = setting(flips_a_class, plateau_kappa, plateau_horizon / plateau_kappa);
  level.plateau = design.plateau_factor *
                  noisy_plateau(level.parameters.label_noise, head_gap<double>(level.parameters));
  const Trajectory settled = flow_of(level.parameters, context);
  level.settled = settled.final().noisy_relevant_mean.value();
  level.selects = settled.stopping_times.select_noisy.has_value();
  const Parameters moderate = setting(flips_a_class, moderate_kappa, moderate_horizon);
  level.critical_kappa = critical_kappa(moderate).value;
  level.selects_at_moderate_kappa =
      flow_of(moderate, context).stopping_times.select_noisy.has_value();
  return level;
}

/// Runs that say what was predicted, and runs that were asked.
struct Agreement {
  double asked = 0;
  double agree = 0;

  void add(bool predicted, bool observed) {
    ++asked;
    if (predicted == observed) ++agree;
  }
  [[nodiscard]] Measurement measured(const char* quantity) const {
    return {quantity, asked, agree, {asked, asked}};
  }
};

Series vertical_line(const char* label, double x) {
  return {label, Mark::predicted, {x, x}, {0, 1}, {}};
}

Figure figure(const std::vector<NoiseLevel>& levels, double full_limit, double half_limit) {
  Series predicted{"min(1, log((1−η)/η)/g)", Mark::predicted, {}, {}, {}};
  Series observed{"noisy samples, κ = 10⁷", Mark::observed, {}, {}, {}};
  for (const NoiseLevel& level : levels) {
    observed.x.push_back(level.parameters.label_noise);
    observed.y.push_back(level.settled);
  }
  const double head_value = head_gap<double>(levels.front().parameters);
  for (double eta = 0.005; eta <= 0.6; eta += 0.005) {
    predicted.x.push_back(eta);
    predicted.y.push_back(noisy_plateau(eta, head_value));
  }
  return {"label_noise_plateau",
          "Softmax of the relevant token in noisy samples once it has settled, against label "
          "noise; full selection ends at σ(−g), s₁ ≥ 1/2 at σ(−g/2)",
          {{"",
            {"label noise η", Scale::linear, 0.0, 0.6},
            {"s₁ of noisy samples", Scale::linear, 0.0, 1.0},
            std::nullopt,
            {predicted, observed, vertical_line("σ(−g)", full_limit),
             vertical_line("σ(−g/2)", half_limit)}}}};
}

Finding check(const LabelNoiseDesign& design, const ClaimContext& context) {
  std::vector<NoiseLevel> levels(largest_flips);
  over_replicates(context, 1, largest_flips + 1, [&](std::int64_t flips) {
    levels[static_cast<std::size_t>(flips - 1)] = look_at(static_cast<int>(flips), design, context);
  });
  const double head_value = head_gap<double>(levels.front().parameters);
  const double full_limit = label_noise_limit(1.0, head_value);
  const double half_limit = design.limit_factor * label_noise_limit(0.5, head_value);
  Finding finding;
  LargestError worst;
  double lowest_moderate_loss = 1;
  Agreement selection;
  Agreement full;
  Agreement moderate;
  for (const NoiseLevel& level : levels) {
    const double eta = level.parameters.label_noise;
    const std::string at = fmt::format(" at eta = {:.3f}", eta);
    if (std::abs(eta - half_limit) > selection_guard)
      selection.add(eta < half_limit, level.selects);
    if (!level.selects_at_moderate_kappa) {
      lowest_moderate_loss = std::min(lowest_moderate_loss, eta);
    }
    const double ratio = level.critical_kappa ? moderate_kappa / *level.critical_kappa : 0;
    if (!(ratio > 1 / boundary && ratio < boundary)) {
      moderate.add(ratio > 1, level.selects_at_moderate_kappa);
    }
    Measurement settled{"settled s_1 of noisy samples" + at, level.plateau, level.settled, {}};
    if (std::abs(eta - full_limit) > plateau_guard && std::abs(eta - 0.5) > plateau_guard) {
      full.add(eta<full_limit, level.settled> 1 - plateau_tolerance);
      settled.accept = {level.plateau - plateau_tolerance, level.plateau + plateau_tolerance};
      worst.see(level.settled - level.plateau);
    }
    finding.measurements.push_back(settled);
    if (eta >= 0.5) {
      finding.margins.push_back({"clean_majority" + at, clean_majority<double>(level.parameters) /
                                                            clean_majority_constant});
    }
  }
  finding.measurements.insert(
      finding.measurements.begin(),
      {{"largest error of the plateau", 0.0, worst.value(), {0.0, plateau_tolerance}},
       selection.measured("levels of eta that select iff eta < sigma(-g/2)"),
       full.measured("levels of eta that select fully iff eta < sigma(-g)"),
       moderate.measured("levels of eta that select at kappa = 60 iff kappa > kappa*"),
       {"sigma(-g)", std::nullopt, full_limit, {}},
       {"sigma(-g/2)", std::nullopt, half_limit, {}},
       {"least eta that does not select at kappa = 60",
        std::nullopt,
        lowest_moderate_loss,
        {{}, half_limit}}});
  finding.replicates = 2 * largest_flips;
  finding.figures = {figure(levels, full_limit, half_limit)};
  const bool holds = worst.value() <= plateau_tolerance && selection.agree == selection.asked &&
                     full.agree == full.asked && moderate.agree == moderate.asked &&
                     lowest_moderate_loss <= half_limit;
  finding.verdict = holds ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "24 levels of label noise, plateau within {:.2g}; at kappa = 60 selection ends at {:.3f}",
      worst.value(), lowest_moderate_loss);
  return finding;
}

}  // namespace
}  // namespace label_noise_trial

Claim label_noise_claim(const LabelNoiseDesign& design) {
  return {
      label_noise_trial::statement(), Decision::arithmetic,
      [design](const ClaimContext& context) { return label_noise_trial::check(design, context); }};
}

}  // namespace benignity
