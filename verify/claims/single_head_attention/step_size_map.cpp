#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theory/elementary.hpp"
#include "theory/single_head_attention/window.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/single_head_attention/claims.hpp"
#include "verify/claims/single_head_attention/two_step_run.hpp"

namespace benignity {
namespace step_size_map_trial {
namespace {

ClaimDescription statement() {
  return {"single_head_attention.step_sizes",
          "with one step size two steps never overfit benignly by attention: small ones leave it "
          "uniform and the head alone fits noisy labels, for n SNR^2 < 2/c; large ones turn it to "
          "the noise tokens, and where all is fitted and right no token leads by a logit of 1",
          "[derived] theory/single_head_attention/README.md (T3) to (T10); [published] arXiv "
          "2410.07746 has one "
          "theorem of two steps, whose step sizes are not known here",
          "mean_field",
          "T = 2, no noise in the relevant token, W = I, nu = p = 0; n = 40, d = 10^8, eta = 0.1; "
          "n SNR^2 from 2 to 8, u = alpha_nu sigma_eps^2 d/(4n) from 0.03 to 3; alpha = alpha_nu, "
          "and alpha = 2*10^4 alpha_nu/u^2",
          "one replicate of 400 fresh samples a cell, 98 cells; softmax of clean and noisy samples "
          "within 0.03 of the predicted; noisy labels fitted and fresh accuracy above 3/4 where "
          "predicted, cells within 5% of a predicted edge not asked; the largest predicted lead of "
          "a benign cell with one step size is below 1",
          "sampled",
          "double"};
}

constexpr std::array<double, 7> kappas = {2, 2.4, 3, 4, 5, 6.2, 8};
constexpr std::array<double, 7> units = {0.03, 0.1, 0.3, 0.55, 0.8, 1.5, 3};
constexpr std::int64_t samples = 40;
constexpr std::int64_t dimension = 100'000'000;
constexpr double label_noise = 0.1;
constexpr double gap_unit = 1e4;
constexpr std::int64_t test_samples = 400;
constexpr double tolerance = 0.03;
/// A predicted sign is asked where x 5% smaller and larger has it too.
constexpr double guard = 1.05;

enum class StepSizes { one, two };

struct Cell {
  StepSizes sizes;
  TwoStepSetting setting;
  double softmax_error = 0;
  double noisy_fitted = 0;
  double test_accuracy = 0;
};

std::vector<Cell> cells() {
  std::vector<Cell> all;
  for (const StepSizes sizes : {StepSizes::one, StepSizes::two}) {
    for (const double unit : units) {
      for (const double kappa : kappas) {
        const double ratio = sizes == StepSizes::one ? 1 : step_ratio_for_gaps(gap_unit, unit);
        all.push_back({sizes, {kappa, label_noise, unit, ratio}});
      }
    }
  }
  return all;
}

double softmax_of_gap(double gap) { return 1 / (1 + std::exp(-gap)); }

TwoStepSetting stated(TwoStepSetting setting, const StepSizeMapDesign& design) {
  setting.step_ratio *= design.step_ratio_factor;
  return setting;
}

void run(Cell& cell, const StepSizeMapDesign& design, const ClaimContext& context) {
  const TwoSteps state = two_steps(stated(cell.setting, design));
  const Snapshot last =
      run_two_steps(two_step_parameters(cell.setting, samples, dimension), context, 0, test_samples)
          .final();
  LargestError error;
  error.see(last.clean_relevant_mean.value() - softmax_of_gap(state.clean_gap));
  error.see(last.noisy_relevant_mean.value() - softmax_of_gap(state.noisy_gap));
  cell.softmax_error = error.value();
  cell.noisy_fitted = last.noisy_fitted.value();
  cell.test_accuracy = last.test.accuracy.mean;
}

struct Outcome {
  bool noisy_fitted;
  bool accurate;

  [[nodiscard]] bool operator==(const Outcome&) const = default;
};

Outcome outcome_of(const TwoStepSetting& setting) {
  const TwoSteps state = two_steps(setting);
  const double error = two_step_test_error(state, double(samples), double(dimension));
  return {state.noisy_margin > 0, error < 0.25};
}

/// Nothing where the outcome turns within 5% of x.
bool is_clear(const TwoStepSetting& setting) {
  TwoStepSetting below = setting;
  TwoStepSetting above = setting;
  below.kappa /= guard;
  above.kappa *= guard;
  return outcome_of(below) == outcome_of(above);
}

/// The largest lead of the preferred token, the least over the two kinds of samples, where one step
/// size fits every label, classifies fresh samples and lets each sample prefer its own token.
double largest_lead() {
  double largest = 0;
  for (double log_unit = std::log(0.01); log_unit < std::log(10.0); log_unit += 0.02) {
    for (double log_kappa = std::log(0.5); log_kappa < std::log(100.0); log_kappa += 0.02) {
      const TwoStepSetting setting{std::exp(log_kappa), label_noise, std::exp(log_unit), 1};
      const TwoSteps state = two_steps(setting);
      const bool benign =
          state.noisy_margin > 0 && state.clean_margin > 0 && outcome_of(setting).accurate;
      if (benign) largest = std::max(largest, std::min(state.clean_gap, -state.noisy_gap));
    }
  }
  return largest;
}

Panel panel(const char* title, StepSizes sizes, const std::vector<Cell>& cells,
            double Cell::*figure, const char* label) {
  HeatMap heat{label, {kappas.begin(), kappas.end()}, {units.begin(), units.end()}, {}, 0, 1};
  for (const Cell& cell : cells) {
    if (cell.sizes == sizes) heat.values.push_back(cell.*figure);
  }
  std::vector<Series> edges;
  const auto edge = [&](const char* name, double kappa) {
    edges.push_back({name, Mark::predicted, {kappa, kappa}, {units.front(), units.back()}, {}});
  };
  if (sizes == StepSizes::one) {
    edge("2/c", uniform_memorisation_edge(label_noise));
  } else {
    edge("2/c^2", selection_window(label_noise).fresh);
    edge("x_noisy", selection_window(label_noise).noisy);
  }
  return {title,
          {"n SNR^2", Scale::logarithmic, kappas.front(), kappas.back()},
          {"u", Scale::logarithmic, units.front(), units.back()},
          heat,
          edges};
}

Finding check(const StepSizeMapDesign& design, const ClaimContext& context) {
  std::vector<Cell> all = cells();
  over_replicates(context, 0, static_cast<std::int64_t>(all.size()),
                  [&](std::int64_t i) { run(all[static_cast<std::size_t>(i)], design, context); });
  LargestError worst;
  double asked = 0;
  double agree = 0;
  for (const Cell& cell : all) {
    // Gaps of thousands decide by sign alone, which is asked by the outcomes.
    if (cell.sizes == StepSizes::one) worst.see(cell.softmax_error);
    const TwoStepSetting setting = stated(cell.setting, design);
    if (!is_clear(setting)) continue;
    ++asked;
    const Outcome seen{cell.noisy_fitted == 1, cell.test_accuracy > 0.75};
    if (seen == outcome_of(setting)) ++agree;
  }
  const double lead = largest_lead();
  Finding finding;
  finding.replicates = static_cast<std::int64_t>(all.size());
  finding.measurements = {
      {"largest difference of a softmax probability, one step size",
       0.0,
       worst.value(),
       {0.0, tolerance}},
      {"cells with the predicted outcome", asked, agree, {asked, asked}},
      {"largest predicted lead of a benign cell, one step size", {}, lead, {0.0, 1.0}}};
  finding.figures = {
      {"step_size_map",
       "What two steps do over (n SNR^2, u): with two step sizes noisy labels are fitted below "
       "x_noisy and fresh samples right above 2/c^2 while u is small; with one step size the head "
       "fits below 2/c, and large steps turn attention over",
       {panel("noisy labels fitted, two step sizes", StepSizes::two, all, &Cell::noisy_fitted,
              "share fitted"),
        panel("fresh samples, two step sizes", StepSizes::two, all, &Cell::test_accuracy,
              "test accuracy"),
        panel("noisy labels fitted, one step size", StepSizes::one, all, &Cell::noisy_fitted,
              "share fitted"),
        panel("fresh samples, one step size", StepSizes::one, all, &Cell::test_accuracy,
              "test accuracy")},
       "n = 40, d = 10^8, eta = 0.1"}};
  finding.verdict =
      worst.value() <= tolerance && agree == asked && lead < 1 ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "{} of {} outcomes as predicted, largest difference of a softmax {:.2g}, largest "
      "lead {:.2g}",
      agree, asked, worst.value(), lead);
  return finding;
}

}  // namespace
}  // namespace step_size_map_trial

Claim step_size_map_claim(const StepSizeMapDesign& design) {
  return {step_size_map_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) {
            return step_size_map_trial::check(design, context);
          }};
}

}  // namespace benignity
