#include "verify/experiments/swept_axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

struct NumericKey {
  const char* key;
  const char* label;
  double (*of)(const RunSettings&);
};

constexpr std::array numeric_keys = {
    NumericKey{"samples", "n (training samples)",
               [](const RunSettings& s) { return static_cast<double>(s.parameters.samples); }},
    NumericKey{"tokens", "T (tokens)",
               [](const RunSettings& s) { return static_cast<double>(s.parameters.tokens); }},
    NumericKey{"dimension", "d (dimension)",
               [](const RunSettings& s) { return static_cast<double>(s.parameters.dimension); }},
    NumericKey{"signal_norm", "‖μ‖ (signal norm)",
               [](const RunSettings& s) { return s.parameters.signal_norm; }},
    NumericKey{"noise_std", "σ_ε (token noise)",
               [](const RunSettings& s) { return s.parameters.noise_std; }},
    NumericKey{"weak_signal", "ρ (weak signal)",
               [](const RunSettings& s) { return s.parameters.weak_signal; }},
    NumericKey{"label_noise", "η (label noise)",
               [](const RunSettings& s) { return s.parameters.label_noise; }},
    NumericKey{
        "confusing_tokens", "confusing tokens",
        [](const RunSettings& s) { return static_cast<double>(s.parameters.confusing_tokens); }},
    NumericKey{
        "aligned_tokens", "aligned tokens",
        [](const RunSettings& s) { return static_cast<double>(s.parameters.aligned_tokens()); }},
    NumericKey{"head_norm", "‖ν‖ (head norm)",
               [](const RunSettings& s) { return s.parameters.head_norm(); }},
    NumericKey{"step_size", "α (step size)",
               [](const RunSettings& s) { return s.parameters.step_size; }},
    NumericKey{"steps", "τ (steps)", [](const RunSettings& s) { return s.parameters.steps; }},
    NumericKey{"init_weight_std", "σ_w (initial weights)",
               [](const RunSettings& s) { return s.parameters.init_weight_std(); }},
    NumericKey{"init_query_std", "σ_p (initial query)",
               [](const RunSettings& s) { return s.parameters.init_query_std; }},
};

NumericKey squared_ratio() {
  return {"signal_norm", "SNR² = ‖μ‖²/(σ_ε² d)",
          [](const RunSettings& s) { return signal_to_noise_ratio_squared<double>(s.parameters); }};
}

std::optional<NumericKey> numeric_key(const SweepPlan& plan, const std::string& key) {
  const std::vector<std::string>& swept = plan.swept;
  const bool with_samples_alone =
      swept.size() == 2 && std::find(swept.begin(), swept.end(), "samples") != swept.end();
  if (key == "signal_norm" && with_samples_alone) return squared_ratio();
  for (const NumericKey& numeric : numeric_keys) {
    if (key == numeric.key) return numeric;
  }
  return std::nullopt;
}

bool has_even_steps(const std::vector<double>& coordinates) {
  constexpr double rounding = 1e-6;
  const double step =
      (coordinates.back() - coordinates.front()) / static_cast<double>(coordinates.size() - 1);
  return std::adjacent_find(coordinates.begin(), coordinates.end(), [&](double a, double b) {
           return std::abs(b - a - step) > rounding * step;
         }) == coordinates.end();
}

}  // namespace

std::optional<SweptAxis> swept_axis(const SweepPlan& plan, const std::string& key) {
  const std::optional<NumericKey> numeric = numeric_key(plan, key);
  if (!numeric) return std::nullopt;
  std::vector<double> values;
  for (const RunSettings& cell : plan.cells) values.push_back(numeric->of(cell));
  SweptAxis axis;
  axis.axis.label = numeric->label;
  axis.coordinates = values;
  std::vector<double>& coordinates = axis.coordinates;
  std::sort(coordinates.begin(), coordinates.end());
  coordinates.erase(std::unique(coordinates.begin(), coordinates.end()), coordinates.end());
  if (coordinates.size() < 2) return std::nullopt;
  if (coordinates.front() > 0 && !has_even_steps(coordinates)) axis.axis.scale = Scale::logarithmic;
  for (const double value : values) {
    axis.place.push_back(static_cast<std::size_t>(
        std::lower_bound(coordinates.begin(), coordinates.end(), value) - coordinates.begin()));
  }
  return axis;
}

}  // namespace benignity
