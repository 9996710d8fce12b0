#include "reports/figures/gnuplot_script.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "reports/columns.hpp"
#include "reports/figures/axis_script.hpp"
#include "reports/figures/gnuplot.hpp"
#include "reports/figures/label_text.hpp"
#include "reports/figures/mark_style.hpp"
#include "reports/figures/panel_script.hpp"

namespace benignity {
namespace gnuplot_scripts {
namespace {

constexpr double legend_line_height = 22;
constexpr double setting_line_height = 22;
/// Letters that fit along the usual panel.
constexpr double setting_letters = 64;

/// What the runs share, in as many lines as it takes across the whole picture.
std::vector<std::string> setting_lines(const Figure& figure, const PictureLayout& layout) {
  if (figure.setting.empty()) {
    return {};
  }
  // No line ends inside "ρ = 0.1".
  constexpr std::string_view open = " = ";
  constexpr std::string_view closed = "\u00a0=\u00a0";
  const auto replace = [](std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
      text.replace(at, from.size(), to);
    }
  };
  std::string text = with_symbols(printable(figure.setting));
  replace(text, open, closed);
  auto lines = wrapped(text, layout.letters_along(setting_letters) * layout.columns);
  for (std::string& line : lines) replace(line, closed, open);
  return lines;
}

std::string terminal(const Figure& figure, PictureFormat format, const PictureStyle& style) {
  const PictureSize size = picture_size(figure, style);
  const double scale = picture_layout(figure, style).scale;
  if (format == PictureFormat::svg) {  // in units: its head says how large one is
    return fmt::format(
        "set terminal svg size {},{} dynamic enhanced font 'sans-serif,14' background '#FFFFFF'\n",
        size.width, size.height);
  }
  if (format == PictureFormat::pdf) {
    const double inches = scale / 96;
    return fmt::format(
        "set terminal pdfcairo size {}in,{}in enhanced font 'sans-serif,10' fontscale {} linewidth "
        "{} pointscale {} dashlength {}\n",
        size.width * inches, size.height * inches, scale, scale, scale, scale);
  }
  const double pixels = 2 * scale;
  return fmt::format(
      "set terminal pngcairo size {:.0f},{:.0f} enhanced font 'sans-serif,10' fontscale {} "
      "linewidth "
      "{} pointscale {} dashlength {} background '#FFFFFF'\n",
      pixels * size.width, pixels * size.height, pixels, pixels, pixels, pixels);
}

std::string setting_of(const Figure& figure, const PictureLayout& layout) {
  const std::vector<std::string> lines = setting_lines(figure, layout);
  if (lines.empty()) {
    return {};
  }
  std::string title;
  for (const std::string& line : lines) {
    title += (title.empty() ? "" : ".\"\\n\".") + label_string(line);
  }
  return fmt::format(" title {} font ',12' offset 0,0.3", title);
}

}  // namespace
}  // namespace gnuplot_scripts

PictureSize picture_size(const Figure& figure, const PictureStyle& style) {
  using namespace gnuplot_scripts;
  std::size_t legend_lines = 0;
  for (const Panel& panel : figure.panels) {
    const auto lines = std::count_if(panel.series.begin(), panel.series.end(),
                                     [](const Series& series) { return !series.label.empty(); });
    legend_lines = std::max(legend_lines, static_cast<std::size_t>(lines));
  }
  const PictureLayout layout = picture_layout(figure, style);
  const double height =
      static_cast<double>(layout.rows) *
          (layout.plot_height + static_cast<double>(legend_lines) * legend_line_height) +
      static_cast<double>(setting_lines(figure, layout).size()) * setting_line_height;
  return {static_cast<int>(std::lround(layout.width())), static_cast<int>(std::lround(height))};
}

std::string gnuplot_script(const Figure& figure, PictureFormat format, const PictureStyle& style) {
  using namespace gnuplot_scripts;
  const PictureLayout layout = picture_layout(figure, style);
  if (figure.panels.empty()) {
    throw DrawingError(fmt::format("figure {} has no panel", printable(figure.name)));
  }
  std::string data;
  std::string panels;
  std::vector<PanelScript> scripts;
  std::size_t legend_lines = 0;
  for (std::size_t number = 0; number < figure.panels.size(); ++number) {
    scripts.push_back(panel_script(figure.panels[number], number, layout));
    data += scripts.back().data;
    legend_lines = std::max(legend_lines, scripts.back().legend_lines);
  }
  for (std::size_t number = 0; number < figure.panels.size(); ++number) {
    panels += panel_commands(figure.panels[number], scripts[number], legend_lines, layout);
  }
  return terminal(figure, format, style) +
         fmt::format(
             "set encoding utf8\nset minussign\nset format xy '%h'\n{}set border 3\nset tics "
             "nomirror "
             "out scale 0.7\n"
             "set clip two\nset grid lc rgb '#DDDDDD' lt 1\n"
             "set key bottom outside center horizontal Left reverse samplen 3 maxcols 1 height "
             "0.8\n"
             "set palette defined ({})\nset multiplot layout {},{}{}\n{}unset multiplot\n",
             data, heat_map_palette, layout.rows, layout.columns, setting_of(figure, layout),
             panels);
}

}  // namespace benignity
