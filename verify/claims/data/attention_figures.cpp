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

std::int64_t last_record(const PatchRun& run) {
  return static_cast<std::int64_t>(run.times.size()) - 1;
}

/// The first record from which on Y f > 0, 0 where there is none.
std::int64_t fitted_record(const PatchRun& run, std::int64_t sample) {
  std::int64_t fitted = last_record(run) + 1;
  while (fitted > 0 && margin(run, fitted - 1, sample) > 0) --fitted;
  return fitted > last_record(run) ? 0 : fitted;
}

/// Softmax of the patches of a sample at a record.
std::vector<double> patches_at(const PatchRun& run, std::int64_t record, std::int64_t sample) {
  const std::int64_t tokens = run.samples.tokens;
  const auto first = run.softmax.begin() + (record * run.samples.samples + sample) * tokens;
  return {first, first + tokens};
}

Panel patches_panel(const PatchRun& run, std::int64_t record, std::int64_t sample,
                    const char* when) {
  const std::int64_t cuts = std::llround(std::sqrt(static_cast<double>(run.samples.tokens)));
  HeatMap heat = square("softmax", cuts, patches_at(run, record, sample));
  heat.upper = 1;
  return panel(
      fmt::format("{}, {:.3g} tau_select", when, run.times[static_cast<std::size_t>(record)]),
      "patches", std::move(heat));
}

/// Records whose times grow by a tenth at least, the first before training left out.
std::vector<std::int64_t> spread_records(const std::vector<double>& times) {
  std::vector<std::int64_t> spread;
  double next = 0;
  for (std::size_t k = 1; k < times.size(); ++k) {
    if (times[k] < next) continue;
    spread.push_back(static_cast<std::int64_t>(k));
    next = 1.1 * times[k];
  }
  return spread;
}

/// Patches upwards, the logarithm of time to the right.
Panel over_time(const PatchRun& run, std::int64_t sample) {
  const std::vector<std::int64_t> records = spread_records(run.times);
  HeatMap map;
  map.label = "softmax";
  map.lower = 0;
  map.upper = 1;
  for (const std::int64_t record : records) {
    map.x.push_back(run.times[static_cast<std::size_t>(record)]);
  }
  for (std::int64_t patch = 0; patch < run.samples.tokens; ++patch) {
    map.y.push_back(static_cast<double>(patch));
    for (const std::int64_t record : records) {
      const std::int64_t first = (record * run.samples.samples + sample) * run.samples.tokens;
      map.values.push_back(run.softmax[static_cast<std::size_t>(first + patch)]);
    }
  }
  Panel shown;
  shown.title = "every patch over time";
  shown.x = {"time [tau_select]", Scale::logarithmic, {}, {}};
  shown.y.label = "patch, row after row";
  shown.heat_map = std::move(map);
  return shown;
}

Figure figure_of(const PatchRun& run, std::int64_t sample, const char* kind) {
  const std::int64_t fitted = fitted_record(run, sample);
  const std::int64_t last = last_record(run);
  Figure figure;
  figure.name = fmt::format("patches_{}", kind);
  figure.caption = fmt::format(
      "Which patches a {} sample attends to: its image, the softmax of its 16 patches when it is "
      "fitted and at the end, and over time, the patch at the upper left first; at the end "
      "Y f = {:.2f}",
      kind, margin(run, last, sample));
  const std::vector<double> image = pixels(run.samples, sample);
  HeatMap shown =
      square("grey value", std::llround(std::sqrt(static_cast<double>(image.size()))), image);
  shown.upper = 1;
  figure.panels.push_back(panel("the image", "pixels", std::move(shown)));
  figure.panels.push_back(patches_panel(run, fitted, sample,
                                        margin(run, fitted, sample) > 0 ? "fitted" : "not fitted"));
  figure.panels.push_back(patches_panel(run, last, sample, "the end"));
  figure.panels.push_back(over_time(run, sample));
  return figure;
}

}  // namespace
}  // namespace attention_figures_parts

std::vector<Figure> attention_figures(const PatchRun& run) {
  namespace parts = attention_figures_parts;
  std::optional<std::int64_t> clean;
  std::optional<std::int64_t> noisy;
  const std::int64_t last = parts::last_record(run);
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
