#include "verify/claims/mean_field/published_dynamics_figure.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <fmt/core.h>

#include "theory/mean_field/second_order.hpp"

namespace benignity {
namespace published_dynamics_parts {
namespace {

/// s_1 of clean and noisy samples of the mean field with H and q growing.
std::array<Series, 2> predicted_curves(const DrawnSetting& setting) {
  const auto system = second_order_system<double>(setting.parameters);
  const double per_step = std::exp(-log_steps_per_scaled_time(setting.parameters));
  std::vector<double> times = setting.moments;
  for (double& time : times) time *= per_step;
  std::array<Series, 2> series{{{"clean, mean field", Mark::predicted, setting.moments, {}, {}},
                                {"noisy, mean field", Mark::predicted, setting.moments, {}, {}}}};
  for (const auto& state : second_order_states(system, times)) {
    const auto b = trained_noise_logits(system, state);
    const auto lambda = signal_logits(system.mean_field, b);
    const auto relevant = [&](SampleType type) {
      return sample_attention(system.mean_field, b, lambda, type).softmax[0];
    };
    series[0].y.push_back(relevant(SampleType::clean_plus));
    series[1].y.push_back(relevant(SampleType::noisy_plus));
  }
  return series;
}

/// Half `first` (0: clean, 1: noisy) of a curve.
std::vector<double> half(const std::vector<double>& curve, std::size_t which) {
  const auto length = static_cast<std::ptrdiff_t>(curve.size() / 2);
  const auto start = curve.begin() + static_cast<std::ptrdiff_t>(which) * length;
  return {start, start + length};
}

Panel panel(const DrawnSetting& setting) {
  Panel drawn{
      fmt::format("d = {}, ‖μ‖ = {}", setting.parameters.dimension, setting.parameters.signal_norm),
      {"τ [steps]", Scale::linear, {}, {}},
      {"softmax s₁ of the relevant token", Scale::linear, 0.0, 1.0},
      std::nullopt,
      {}};
  const std::array<const char*, 2> names = {"clean", "noisy"};
  for (std::size_t which = 0; which < 2; ++which) {
    Series band{fmt::format("{}, range over {} seeds", names[which], setting.sampled.size()),
                Mark::band, setting.moments, half(setting.sampled.front(), which),
                half(setting.sampled.front(), which)};
    for (const std::vector<double>& run : setting.sampled) {
      const auto curve = half(run, which);
      for (std::size_t t = 0; t < curve.size(); ++t) {
        band.y[t] = std::min(band.y[t], curve[t]);
        band.y_upper[t] = std::max(band.y_upper[t], curve[t]);
      }
    }
    drawn.series.push_back(band);
    drawn.series.push_back({std::string(names[which]) + ", explicit run",
                            Mark::curve,
                            setting.moments,
                            half(setting.explicit_run, which),
                            {}});
  }
  for (const Series& series : predicted_curves(setting)) drawn.series.push_back(series);
  return drawn;
}

}  // namespace
}  // namespace published_dynamics_parts

Figure published_dynamics_figure(const std::vector<DrawnSetting>& settings) {
  Figure figure{"published_dynamics",
                "Softmax of the relevant token in clean and noisy samples at the paper's three "
                "settings: range over seeds, one run on explicit tokens, mean field (7b.8)",
                {}};
  for (const DrawnSetting& setting : settings) {
    figure.panels.push_back(published_dynamics_parts::panel(setting));
  }
  return figure;
}

}  // namespace benignity
