#include "verify/experiments/sweep_figures.hpp"

#include <algorithm>

#include "theory/signal_to_noise_ratio.hpp"

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
  if (axes.size() == 2) return {phase_diagram(plan, outcomes, axes[1], axes[0])};
  if (axes.size() != 1) return {};
  std::vector<Figure> figures = {stopping_time_figure(plan, outcomes, axes[0])};
  if (kappa_varies(plan)) figures.push_back(delay_figure(plan, outcomes));
  return figures;
}

}  // namespace benignity
