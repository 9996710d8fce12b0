#include "verify/experiments/swept_axis.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>

#include <fmt/format.h>

#include "theory/setting/parameter_keys.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/experiments/setting_texts.hpp"

namespace benignity {
namespace {

/// A key as a coordinate.
struct Coordinate {
  std::string label;
  std::function<double(const Parameters&)> of;
};

/// "n (training samples)", or the noun alone.
std::string axis_label(const KeyDescription& key) {
  return *key.symbol == '\0' ? key.noun : fmt::format("{} ({})", key.symbol, key.noun);
}

double as_real(const SettingValue& value) {
  const auto* const whole = std::get_if<std::int64_t>(&value);
  return whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
}

std::optional<Coordinate> coordinate(const SweepPlan& plan, const std::string& swept_key) {
  const std::vector<std::string>& swept = plan.swept;
  const bool with_samples_alone =
      swept.size() == 2 && std::find(swept.begin(), swept.end(), "samples") != swept.end();
  if (swept_key == "signal_norm" && with_samples_alone) {
    return Coordinate{"SNR² = ‖μ‖²/(σ_ε² d)", signal_to_noise_ratio_squared<double>};
  }
  if (const auto* const signal = find_signal_key(swept_key)) {
    // As the text has it: the same kappa at two dimensions differs in the last bits.
    return Coordinate{axis_label(*signal), [swept_key](const Parameters& p) {
                        RunSettings cell;
                        cell.parameters = p;
                        return std::strtod(setting_text(cell, swept_key).c_str(), nullptr);
                      }};
  }
  for (const Key<Parameters>& key : parameter_keys()) {
    if (swept_key != key.name || key.kind == ValueKind::word || key.kind == ValueKind::words) {
      continue;
    }
    return Coordinate{axis_label(key), [&key](const Parameters& p) { return as_real(key.get(p)); }};
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
  const std::optional<Coordinate> along = coordinate(plan, key);
  if (!along) return std::nullopt;
  std::vector<double> values;
  for (const RunSettings& cell : plan.cells) values.push_back(along->of(cell.parameters));
  SweptAxis axis;
  axis.axis.label = along->label;
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
