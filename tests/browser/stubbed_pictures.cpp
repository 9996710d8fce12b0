// The pictures of claims whose runs take seconds to minutes, or data that may not be there, from
// made-up runs of the same shape: what a browser makes of their texts does not need the runs.
// Usage: stubbed_pictures FOLDER [WIDTH in cm]

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <utility>
#include <vector>

#include "reports/figures/draw.hpp"
#include "verify/claims/data/attention_figures.hpp"
#include "verify/claims/data/image_run.hpp"
#include "verify/claims/encoder/edge_figure.hpp"
#include "verify/claims/harmful/map_figure.hpp"
#include "verify/claims/mean_field/published_dynamics_figure.hpp"
#include "verify/claims/standard_figures.hpp"
#include "verify/figures/setting_line.hpp"

namespace {

using namespace benignity;

Figure published_dynamics() {
  std::vector<DrawnSetting> settings;
  std::vector<Parameters> runs;
  for (const auto& [dimension, signal_norm] : {std::pair{2000, 20.0}, {4500, 5.0}, {1000, 90.0}}) {
    DrawnSetting setting;
    setting.parameters.dimension = dimension;
    setting.parameters.signal_norm = signal_norm;
    for (int step = 0; step <= 1000; step += 25) setting.moments.push_back(step);
    for (const double shift : {-0.05, 0.0, 0.05}) {
      std::vector<double> curve;
      for (const double s : setting.moments)
        curve.push_back(0.5 + shift + 0.4 * std::tanh(s / 300));
      for (const double s : setting.moments)
        curve.push_back(0.5 + shift - 0.4 * std::tanh(s / 300));
      if (shift == 0) setting.explicit_run = curve;
      setting.sampled.push_back(curve);
    }
    runs.push_back(setting.parameters);
    settings.push_back(std::move(setting));
  }
  Figure figure = published_dynamics_figure(settings);
  figure.setting = SettingLine(runs).text();
  return figure;
}

Figure harmful_map() {
  const HarmfulDesign design{.dimensions = {1000, 2000, 4500, 10'000, 30'000, 100'000},
                             .signal_norms = {2, 3, 4.5, 6, 8, 12, 20}};
  std::vector<ErrorCell> cells = cells_of(design);
  std::vector<Parameters> runs;
  for (ErrorCell& cell : cells) {
    cell.observed = 0.5 * std::exp(-cell.signal_norm / 6);
    runs.push_back(published_at(cell.dimension, cell.signal_norm, cell.epoch));
  }
  Figure figure = harmful_map_figure(design, cells);
  figure.setting = SettingLine(runs).text();
  return figure;
}

/// Those of standard_figures.hpp.
std::vector<Figure> standard() {
  std::vector<EdgeByRung> edges;
  for (int cluster = 0; cluster < 64; ++cluster) {
    const double draw = 1 + 0.05 * std::sin(cluster);
    edges.push_back({9.8 * draw, 14.4 * draw, 24.4 * draw, 28.8 * draw});
  }
  std::vector<Figure> figures = {batches_figure({1.5e-4, 1.9e-5, 2.4e-6}, {2e-3, 1e-3, 5e-4}),
                                 query_only_dimension_figure({0.14, 0.063, 0.031, 0.016}),
                                 late_edge_figure(edges),
                                 second_order_figure({{50, 0.27, 0.14},
                                                      {100, 0.64, 0.17},
                                                      {200, 0.92, 0.11},
                                                      {500, 0.98, 0.02},
                                                      {1000, 0.99, 0.01}})};
  figures.back().setting = SettingLine(std::vector<Parameters>(1)).text();
  return figures;
}

Figure encoder_edge() {
  std::vector<EncoderEdges> found;
  for (int cluster = 0; cluster < 60; ++cluster) {
    EncoderEdges edges = {};
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const auto d = static_cast<double>(encoder_edge_dimensions[i]);
      edges[i] = (1 + 0.3 * std::sin(cluster + 2.0 * static_cast<double>(i))) * std::pow(d, 0.25);
    }
    found.push_back(edges);
  }
  return encoder_edge_figure(found);
}

/// Ten samples, two of them flipped, of 16 patches of 7 x 7 pixels, looked at by eleven records.
std::vector<Figure> images() {
  constexpr std::int64_t samples = 10;
  LabelledTokens tokens;
  tokens.samples = samples;
  tokens.tokens = 16;
  tokens.rows.setConstant(16 * samples, 49, 0.5);
  const Labels labels = {std::vector<int>(10, 1), {1, 1, 1, 1, 1, 1, 1, 1, -1, -1}};
  std::vector<double> values(160, 1.0);
  for (std::size_t k = 128; k < 160; ++k) values[k] = -1;
  std::vector<double> softmax;
  std::vector<double> of_place;
  for (int record = 0; record < 11; ++record) {
    for (int i = 0; i < samples; ++i) {
      const double place = 0.0625 + (i < 8 ? 0.07 : -0.006) * record;
      of_place.push_back(place);
      for (int patch = 0; patch < 16; ++patch) {
        softmax.push_back(patch == 5 ? place : (1 - place) / 15);
      }
    }
  }
  std::vector<Panel> curves;
  for (const TokenSource source : {TokenSource::own_law, TokenSource::among_noise_1,
                                   TokenSource::among_noise_3, TokenSource::patches}) {
    curves.push_back(attention_curves({labels, of_place, of_place}, 30, name(source)));
  }
  std::vector<Figure> figures = attention_figures(
      {tokens, labels, values, softmax, {0, 1, 2, 4, 8, 15, 30, 60, 120, 200, 300}});
  for (Figure& figure : figures) figure.setting = "n = 60";
  figures.push_back(attention_of_images_figure(std::move(curves), 60));
  return figures;
}

}  // namespace

int main(int count, char** words) {
  const std::span<char*> arguments(words, static_cast<std::size_t>(count));
  const std::filesystem::path folder = arguments[1];
  PictureStyle style;
  if (count > 2) style.width_cm = std::atof(arguments[2]);
  std::vector<Figure> figures = images();
  figures.insert(figures.end(), {published_dynamics(), harmful_map(), encoder_edge()});
  for (Figure& figure : standard()) figures.push_back(std::move(figure));
  for (const Figure& figure : figures) {
    std::ofstream(folder / (figure.name + ".svg")) << svg(figure, style);
  }
}
