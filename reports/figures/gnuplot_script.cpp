#include "reports/figures/gnuplot_script.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "reports/columns.hpp"
#include "reports/figures/axis_range.hpp"
#include "reports/figures/axis_script.hpp"
#include "reports/figures/gnuplot.hpp"
#include "reports/figures/label_text.hpp"
#include "reports/figures/panel_data.hpp"

namespace benignity {
namespace {

constexpr double legend_line_height = 22;
constexpr double setting_line_height = 22;
/// Letters that fit along the usual panel and up the usual plot.
constexpr double title_letters = 58;
constexpr double setting_letters = 64;
constexpr double legend_letters = 50;
constexpr double flat_label_letters = 56;
constexpr double upright_label_letters = 40;

std::size_t letters_along(double letters, const PictureLayout& layout) {
  return static_cast<std::size_t>(letters * layout.panel_width / usual_panel_width);
}
std::size_t letters_upright(const PictureLayout& layout) {
  return static_cast<std::size_t>(upright_label_letters * layout.plot_height / usual_plot_height);
}

/// A number's letters are 8 wide, a line is 14 high; beside a plot stand its labels.
TickRoom room_along(const Panel& panel, const PictureLayout& layout) {
  const double plot = layout.panel_width - (panel.heat_map ? 220 : 100);
  return {8 / plot, 8 / plot};
}
TickRoom room_upright(const PictureLayout& layout) { return {0, 20 / (layout.plot_height - 120)}; }

/// Okabe and Ito, Color Universal Design (2008), without its yellow, which white paper swallows.
constexpr std::array<std::string_view, 7> colours = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                                     "#E69F00", "#56B4E9", "#000000"};
/// gnuplot's numbers: disc, square, triangle, diamond, and the same hollow.
constexpr std::array<int, 7> markers = {7, 5, 9, 13, 6, 4, 8};
constexpr std::array<std::string_view, 4> dashes = {"(8,4)", "(2,3)", "(10,3,2,3)", "(5,2)"};
/// Nuñez, Anderton, Renslow, PLoS ONE 13 (2018): even in lightness, also for the colour-blind.
constexpr std::string_view cividis =
    "0 '#00224E', 1 '#123570', 2 '#3B496C', 3 '#575D6D', 4 '#707173', 5 '#8A8678', 6 '#A59C74', "
    "7 '#C3B369', 8 '#E1CC55', 9 '#FEE838'";

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
  auto lines = wrapped(text, letters_along(setting_letters, layout) * layout.columns);
  for (std::string& line : lines) replace(line, closed, open);
  return lines;
}

std::string block_name(std::size_t panel, std::size_t series) {
  return fmt::format("$panel{}_series{}", panel, series);
}
std::string heat_map_name(std::size_t panel) { return fmt::format("$panel{}_map", panel); }

std::string data_block(const std::string& name, const DataRows& data) {
  return fmt::format("{} << END\n{}END\n", name, data.rows);
}

/// Which of its kind a series is, for the colour that it shares with its kin.
struct Rank {
  std::size_t shown = 0;
  std::size_t predicted = 0;
  std::size_t band = 0;

  std::size_t next(Mark mark) {
    switch (mark) {
      case Mark::observed:
      case Mark::curve:
        return shown++;
      case Mark::predicted:
        return predicted++;
      case Mark::band:
        break;
    }
    return band++;
  }
};

std::string style_of(Mark mark, std::size_t rank, std::size_t points) {
  const std::string_view colour = colours[rank % colours.size()];
  const int marker = markers[rank % markers.size()];
  switch (mark) {
    case Mark::observed:
      return fmt::format("with points lc rgb '{}' pt {} ps 0.9", colour, marker);
    case Mark::curve:
      // Broad and pale, so that a prediction on top of it in the same colour is seen.
      return fmt::format("with linespoints lc rgb '#90{}' lw 4 pt {} ps 0.7 pointinterval {}",
                         colour.substr(1), marker, std::max<std::size_t>(points / 8, 1));
    case Mark::predicted:
      return fmt::format("with lines lc rgb '{}' lw 2 dt {}", colour, dashes[rank % dashes.size()]);
    case Mark::band:
      break;
  }
  return fmt::format("with filledcurves fc rgb '{}' fs transparent solid 0.2 noborder", colour);
}

std::string_view plotted_columns(Mark mark) { return mark == Mark::band ? "1:2:3" : "1:2"; }

bool is_line(Mark mark) { return mark == Mark::curve || mark == Mark::predicted; }

struct PanelScript {
  std::string data;                ///< blocks
  std::vector<std::string> plots;  ///< parts of the plot command
  std::size_t left_out = 0;
  std::size_t legend_lines = 0;
};

void add_heat_map(PanelScript& script, const Panel& panel, std::size_t number) {
  const DataRows cells = heat_map_rows(*panel.heat_map, panel);
  script.left_out += cells.left_out;
  if (cells.points == 0) {
    return;
  }
  script.data += data_block(heat_map_name(number), cells);
  script.plots.push_back(heat_map_name(number) +
                         " using 1:2:3:4:5:6:7 with boxxyerror lc palette fs solid noborder "
                         "notitle");
}

void add_series(PanelScript& script, const Panel& panel, std::size_t number, Mark layer,
                const PictureLayout& layout) {
  Rank ranks;
  for (std::size_t i = 0; i < panel.series.size(); ++i) {
    const Series& series = panel.series[i];
    const std::size_t rank = ranks.next(series.mark);
    if ((series.mark == Mark::band) != (layer == Mark::band)) {
      continue;
    }
    const DataRows data = series_rows(series, panel);
    script.left_out += data.left_out;
    if (data.points == 0) {
      continue;
    }
    const std::string name = block_name(number, i);
    script.data += data_block(name, data);
    const bool over_colours = panel.heat_map && is_line(series.mark);
    if (over_colours) {
      script.plots.push_back(name + " using 1:2 with lines lc rgb '#FFFFFF' lw 6 notitle");
    }
    const std::string title =
        series.label.empty()
            ? "notitle"
            : fmt::format("title {}",
                          label_string(shortened(with_symbols(printable(series.label)),
                                                 letters_along(legend_letters, layout))));
    script.legend_lines += series.label.empty() ? 0 : 1;
    script.plots.push_back(fmt::format("{} using {} {} {}", name, plotted_columns(series.mark),
                                       style_of(series.mark, rank, data.points), title));
  }
}

PanelScript panel_script(const Panel& panel, std::size_t number, const PictureLayout& layout) {
  PanelScript script;
  if (panel.heat_map) {
    add_heat_map(script, panel, number);
  }
  add_series(script, panel, number, Mark::band, layout);  // beneath the others
  add_series(script, panel, number, Mark::curve, layout);
  return script;
}

std::string title_of(const Panel& panel, const PanelScript& script, const PictureLayout& layout) {
  const std::string title = label_string(
      shortened(with_symbols(printable(panel.title)), letters_along(title_letters, layout)));
  if (script.left_out == 0) {
    return title;
  }
  return fmt::format(
      "{} .\"\\n\".{}", title,
      gnuplot_string(fmt::format("({} {} no place on these axes)", script.left_out,
                                 script.left_out == 1 ? "point has" : "points have")));
}

std::string panel_commands(const Panel& panel, PanelScript script, std::size_t legend_lines,
                           const PictureLayout& layout) {
  const PanelRanges ranges = panel_ranges(panel);
  const std::vector<double> none;
  const auto& map = panel.heat_map;
  const TickRoom along = room_along(panel, layout);
  const TickRoom upright = room_upright(layout);
  std::string commands =
      fmt::format("set title {}\n", title_of(panel, script, layout)) +
      axis_commands(
          'x', panel.x, letters_along(flat_label_letters, layout), ranges.x,
          ticks_at_data(panel, map ? map->x : none, &Series::x, ranges.x, panel.x.scale, along),
          along) +
      axis_commands('y', panel.y, letters_upright(layout), ranges.y,
                    map ? ticks_at_data(panel, map->y, &Series::y, ranges.y, panel.y.scale, upright)
                        : std::vector<Tick>(),
                    upright) +
      "unset label\n";
  if (panel.heat_map) {
    const AxisRange values = value_range(*panel.heat_map);
    // gnuplot leaves room for the colours and their numbers, not for what they are.
    commands += fmt::format("set rmargin 13\nset cblabel {}\nset cbrange [{}:{}]\nset cbtics {}\n",
                            axis_label(panel.heat_map->label, letters_upright(layout)),
                            values.lower, values.upper, linear_tick_step(values));
  } else {
    commands += "set rmargin -1\n";
  }
  if (script.plots.empty()) {
    return commands +
           "set label 1 'nothing to show' at graph 0.5, graph 0.5 center\nplot NaN notitle\n";
  }
  // Empty lines up to the longest legend beside it: plots of one figure are equally high.
  for (std::size_t line = script.legend_lines; line < legend_lines; ++line) {
    script.plots.push_back("NaN with lines lc rgb '#FFFFFF' title ' '");
  }
  return commands + fmt::format("plot {}\n", fmt::join(script.plots, ", \\\n  "));
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

PictureSize picture_size(const Figure& figure, const PictureStyle& style) {
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
             data, cividis, layout.rows, layout.columns, setting_of(figure, layout), panels);
}

}  // namespace benignity
