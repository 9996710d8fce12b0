#include "verify/claims/data/attention_figures.hpp"

#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace benignity {
namespace attention_figures_parts {
namespace {

/// Rows from the top, as an image has them.
HeatMap square(const std::string& label, std::int64_t side, const std::vector<double>& rows) {
  HeatMap map;
  map.label = label;
  for (std::int64_t k = 0; k < side; ++k) {
    map.x.push_back(static_cast<double>(k));
    map.y.push_back(static_cast<double>(k));
  }
  for (std::int64_t row = side - 1; row >= 0; --row) {
    for (std::int64_t column = 0; column < side; ++column) {
      map.values.push_back(rows[static_cast<std::size_t>(row * side + column)]);
    }
  }
  map.lower = 0;
  return map;
}

Panel panel(const std::string& title, const char* unit, HeatMap map) {
  Panel shown;
  shown.title = title;
  shown.x.label = fmt::format("column [{}]", unit);
  shown.y.label = fmt::format("row from below [{}]", unit);
  shown.heat_map = std::move(map);
  return shown;
}

/// The pixels of a sample's image, row after row.
std::vector<double> pixels(const LabelledTokens& samples, std::int64_t sample) {
  const std::int64_t cuts = std::llround(std::sqrt(static_cast<double>(samples.tokens)));
  const std::int64_t width = std::llround(std::sqrt(static_cast<double>(samples.rows.cols())));
  const std::int64_t side = cuts * width;
  std::vector<double> image;
  for (std::int64_t row = 0; row < side; ++row) {
    for (std::int64_t column = 0; column < side; ++column) {
      const std::int64_t patch = row / width * cuts + column / width;
      image.push_back(
          samples.rows(sample * samples.tokens + patch, row % width * width + column % width));
    }
  }
  return image;
}

/// Y f at a record.
double margin(const PatchRun& run, std::int64_t record, std::int64_t sample) {
  const std::int64_t tokens = run.samples.tokens;
  const std::int64_t first = (record * run.samples.samples + sample) * tokens;
  double output = 0;
  for (std::int64_t t = 0; t < tokens; ++t) {
    output += run.softmax[static_cast<std::size_t>(first + t)] *
              run.head_values[static_cast<std::size_t>(sample * tokens + t)];
  }
  return run.labels.observed[static_cast<std::size_t>(sample)] * output;
}

Figure figure_of(const PatchRun& run, std::int64_t sample, const char* kind) {
  const std::int64_t tokens = run.samples.tokens;
  const std::int64_t cuts = std::llround(std::sqrt(static_cast<double>(tokens)));
  Figure figure;
  figure.name = fmt::format("patches_{}", kind);
  figure.caption = fmt::format(
      "Which patches a {} sample attends to: its image, and the softmax of its 16 patches over "
      "training; at the end Y f = {:.2f}",
      kind, margin(run, run.records.back(), sample));
  const std::vector<double> image = pixels(run.samples, sample);
  HeatMap shown =
      square("grey value", std::llround(std::sqrt(static_cast<double>(image.size()))), image);
  shown.upper = 1;
  figure.panels.push_back(panel("the image", "pixels", std::move(shown)));
  for (std::size_t k = 0; k < run.records.size(); ++k) {
    const auto first =
        run.softmax.begin() + (run.records[k] * run.samples.samples + sample) * tokens;
    HeatMap heat = square("softmax", cuts, {first, first + tokens});
    heat.upper = 1;
    figure.panels.push_back(panel(run.times[k], "patches", std::move(heat)));
  }
  return figure;
}

}  // namespace
}  // namespace attention_figures_parts

std::vector<Figure> attention_figures(const PatchRun& run) {
  namespace parts = attention_figures_parts;
  std::optional<std::int64_t> clean;
  std::optional<std::int64_t> noisy;
  const std::int64_t last = run.records.back();
  for (std::int64_t i = 0; i < run.samples.samples; ++i) {
    const double margin = parts::margin(run, last, i);
    if (run.labels.is_noisy(static_cast<std::size_t>(i))) {
      if (!noisy || margin > parts::margin(run, last, *noisy)) noisy = i;
    } else if (!clean && margin > 0) {
      clean = i;
    }
  }
  std::vector<Figure> figures;
  if (clean) figures.push_back(parts::figure_of(run, *clean, "clean"));
  if (noisy) figures.push_back(parts::figure_of(run, *noisy, "noisy"));
  return figures;
}

Panel attention_curves(const PlaceAttention& attention, double spacing, const std::string& title) {
  const std::size_t samples = attention.labels.truth.size();
  struct Shown {
    const std::vector<double>& values;
    const char* label;
    Mark mark;
  };
  Panel panel;
  panel.title = title;
  panel.x.label = "time [tau_select]";
  panel.y = {"softmax of the signal's place", Scale::linear, 0, 1};
  for (const char* const kind : {"clean", "noisy"}) {
    for (const Shown& shown : {Shown{attention.observed, "run", Mark::curve},
                               Shown{attention.predicted, "own coordinates", Mark::predicted}}) {
      Series series;
      series.label = fmt::format("{}, {}", kind, shown.label);
      series.mark = shown.mark;
      for (std::size_t record = 0; record * samples < shown.values.size(); ++record) {
        double sum = 0;
        double count = 0;
        for (std::size_t i = 0; i < samples; ++i) {
          if (attention.labels.is_noisy(i) != (kind[0] == 'n')) continue;
          sum += shown.values[record * samples + i];
          count += 1;
        }
        series.x.push_back(spacing * static_cast<double>(record));
        series.y.push_back(sum / count);
      }
      panel.series.push_back(std::move(series));
    }
  }
  return panel;
}

Figure attention_of_images_figure(std::vector<Panel> curves, std::int64_t samples) {
  return {
      "attention_of_images",
      "Mean softmax of the signal's place over training, of clean and of noisy samples: the run, "
      "and the mean field with each token's own coordinates in the span of every place's means",
      std::move(curves), fmt::format("n = {}, eta = 0.2", samples)};
}

}  // namespace benignity
