#include "verify/experiments/sweep_figures.hpp"

#include <algorithm>

#include "theory/signal_to_noise_ratio.hpp"
#include "verify/figures/setting_line.hpp"

namespace benignity {
namespace {

bool kappa_varies(const SweepPlan& plan) {
  const double first = kappa<double>(plan.cells.front().parameters);
  return std::any_of(plan.cells.begin(), plan.cells.end(), [&](const RunSettings& cell) {
    return kappa<double>(cell.parameters) != first;
  });
}

}  // namespace

std::vector<Figure> sweep_figures(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes) {
  std::vector<SweptAxis> axes;
  for (const std::string& key : plan.swept) {
    if (auto axis = swept_axis(plan, key)) axes.push_back(std::move(*axis));
  }
  if (axes.size() != plan.swept.size()) return {};
  std::vector<Figure> figures;
  if (axes.size() == 2) {
    figures.push_back(phase_diagram(plan, outcomes, axes[1], axes[0]));
  } else if (axes.size() == 1) {
    figures.push_back(stopping_time_figure(plan, outcomes, axes[0]));
    if (kappa_varies(plan)) figures.push_back(delay_figure(plan, outcomes));
  }
  SettingLine setting;
  for (const RunSettings& cell : plan.cells) setting.add(cell.parameters);
  for (Figure& figure : figures) figure.setting = setting.text();
  return figures;
}

}  // namespace benignity
