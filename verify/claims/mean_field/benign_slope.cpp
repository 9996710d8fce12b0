#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/event_times.hpp"
#include "verify/claims/mean_field/claims.hpp"

namespace benignity {
namespace benign_slope_trial {
namespace {

ClaimDescription statement() {
  return {"mean_field.benign_slope",
          "the logarithm of the generalisation time grows with 1/kappa at the slope 2 gap/S: the "
          "theorem's exp(1/kappa) with its constant",
          "[derived] theory/README.md (7.13), (7.14)",
          "mean_field",
          "balanced classes, one confusing and one aligned token, gap = log(T-1); T = 4 and 8, "
          "eta = 0.1 and 0.2, rho = 0.01 and 0.1",
          "mean-field times at 1/kappa = 12, 18, 24, 30: every slope within 0.1% of the closed "
          "form; at T = 4, eta = 0.2, rho = 0.01 between 1/kappa = 2 and 6: 4.046 +- 0.005, "
          "closed form 4.017 +- 0.001",
          "mean_field",
          "double"};
}

struct Setting {
  std::int64_t tokens;
  double label_noise;
  double weak_signal;
};
constexpr std::array<Setting, 4> settings = {
    {{4, 0.2, 0.01}, {4, 0.1, 0.1}, {8, 0.2, 0.1}, {8, 0.1, 0.01}}};
constexpr std::array<double, 4> late_inverse_kappa = {12, 18, 24, 30};
constexpr double tolerance = 0.001;

MeanFieldSystem<double> system_at(const Setting& setting, double kappa) {
  const auto tokens = static_cast<double>(setting.tokens);
  const double clean = (1 - setting.label_noise) / 2;
  const double noisy = setting.label_noise / 2;
  return {{{clean, noisy, clean, noisy}, {1, 1, 1, tokens - 3}, setting.weak_signal},
          kappa,
          1 / std::sqrt(2.0)};
}

double log_generalize(const Setting& setting, double inverse_kappa) {
  const double gap = std::log(static_cast<double>(setting.tokens - 1));
  return std::log(
      mean_field_times(system_at(setting, 1 / inverse_kappa), {0.5, gap}).generalize.value());
}

double slope_between(const Setting& setting, double first, double last) {
  return (log_generalize(setting, last) - log_generalize(setting, first)) / (last - first);
}

/// "T = 4, eta = 0.20, rho = 0.01".
std::string text_of(const Setting& setting) {
  return fmt::format("T = {}, eta = {:.2f}, rho = {:.2f}", setting.tokens, setting.label_noise,
                     setting.weak_signal);
}

/// Each line has the slope of the closed form and starts at the first of the late times.
Figure figure() {
  Panel panel{.title = "",
              .x = {"1/κ", Scale::linear, {}, {}},
              .y = {"log τ_generalize [log of scaled time]", Scale::linear, {}, {}},
              .heat_map = {},
              .series = {}};
  for (const Setting& setting : settings) {
    Series times{text_of(setting), Mark::observed, {}, {}, {}};
    Series line{&setting == &settings.back() ? "slope 2 gap/S" : "", Mark::predicted, {}, {}, {}};
    const double gap = std::log(static_cast<double>(setting.tokens - 1));
    const double slope = benign_slope(system_at(setting, 1).layout, gap).value();
    for (const double inverse : late_inverse_kappa) {
      times.x.push_back(inverse);
      times.y.push_back(log_generalize(setting, inverse));
      line.x.push_back(inverse);
      line.y.push_back(times.y.front() + slope * (inverse - late_inverse_kappa.front()));
    }
    panel.series.push_back(times);
    panel.series.push_back(line);
  }
  return {.name = "mean_field_benign_slope",
          .caption = "The mean field's generalisation time against 1/κ, and its predicted slope.",
          .panels = {panel}};
}

Finding check(const BenignSlopeDesign& design, const ClaimContext& context) {
  Finding finding;
  bool inside = true;
  const auto compare = [&](const std::string& quantity, double predicted, double observed,
                           double allowed) {
    inside = inside && std::abs(observed - predicted) <= allowed;
    finding.measurements.push_back(
        {quantity, predicted, observed, {predicted - allowed, predicted + allowed}});
  };
  constexpr double stated_early = 4.046;
  constexpr double stated_limit = 4.017;
  const Setting& first = settings.front();
  compare("slope of log generalize, 1/kappa from 2 to 6, T = 4, eta = 0.2, rho = 0.01",
          stated_early, slope_between(first, 2, 6), 0.005);
  compare("closed form 2 gap/S there", stated_limit,
          benign_slope(system_at(first, 1).layout, std::log(3.0)).value(), 0.001);
  for (const Setting& setting : settings) {
    throw_if_interrupted(context);
    const double gap = std::log(static_cast<double>(setting.tokens - 1));
    const double closed =
        design.slope_factor * benign_slope(system_at(setting, 1).layout, gap).value();
    for (std::size_t i = 0; i + 1 < late_inverse_kappa.size(); ++i) {
      compare("slope of log generalize, " + text_of(setting) + ", 1/kappa to " +
                  std::to_string(std::lround(late_inverse_kappa[i + 1])),
              closed, slope_between(setting, late_inverse_kappa[i], late_inverse_kappa[i + 1]),
              tolerance * closed);
    }
  }
  finding.replicates = 1;
  finding.verdict = inside ? Verdict::pass : Verdict::fail;
  finding.explanation = "measured slopes of log generalize against 2 gap/S";
  finding.figures = {figure()};
  return finding;
}

}  // namespace
}  // namespace benign_slope_trial

Claim benign_slope_claim(const BenignSlopeDesign& design) {
  return {
      benign_slope_trial::statement(), Decision::arithmetic,
      [design](const ClaimContext& context) { return benign_slope_trial::check(design, context); }};
}

}  // namespace benignity
