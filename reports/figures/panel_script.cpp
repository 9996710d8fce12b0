#include "reports/figures/panel_script.hpp"

#include <string_view>

#include <fmt/format.h>

#include "reports/columns.hpp"
#include "reports/figures/axis_range.hpp"
#include "reports/figures/axis_script.hpp"
#include "reports/figures/label_text.hpp"
#include "reports/figures/mark_style.hpp"
#include "reports/figures/panel_data.hpp"

namespace benignity {
namespace panel_scripts {
namespace {

/// Letters that fit along the usual panel and up the usual plot.
constexpr double title_letters = 58;
constexpr double legend_letters = 50;
constexpr double flat_label_letters = 56;
constexpr double upright_label_letters = 40;

/// A number's letters are 8 wide, a line is 14 high; beside a plot stand its labels.
TickRoom room_along(const Panel& panel, const PictureLayout& layout) {
  const double plot = layout.panel_width - (panel.heat_map ? 220 : 100);
  return {8 / plot, 8 / plot};
}
TickRoom room_upright(const PictureLayout& layout) { return {0, 20 / (layout.plot_height - 120)}; }

std::string block_name(std::size_t panel, std::size_t series) {
  return fmt::format("$panel{}_series{}", panel, series);
}
std::string heat_map_name(std::size_t panel) { return fmt::format("$panel{}_map", panel); }

std::string data_block(const std::string& name, const DataRows& data) {
  return fmt::format("{} << END\n{}END\n", name, data.rows);
}

std::string_view plotted_columns(Mark mark) { return mark == Mark::band ? "1:2:3" : "1:2"; }

bool is_line(Mark mark) { return mark == Mark::curve || mark == Mark::predicted; }

/// Both axes of the map have the same cells: an image, whose cells are squares.
bool is_square(const Panel& panel) {
  return panel.heat_map && panel.heat_map->x == panel.heat_map->y && panel.x.scale == panel.y.scale;
}

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
  MarkRanks ranks;
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
                                                 layout.letters_along(legend_letters))));
    script.legend_lines += series.label.empty() ? 0 : 1;
    script.plots.push_back(fmt::format("{} using {} {} {}", name, plotted_columns(series.mark),
                                       mark_style(series.mark, rank, data.points), title));
  }
}

std::string title_of(const Panel& panel, const PanelScript& script, const PictureLayout& layout) {
  const std::string title = label_string(
      shortened(with_symbols(printable(panel.title)), layout.letters_along(title_letters)));
  if (script.left_out == 0) {
    return title;
  }
  return fmt::format(
      "{} .\"\\n\".{}", title,
      gnuplot_string(fmt::format("({} {} no place on these axes)", script.left_out,
                                 script.left_out == 1 ? "point has" : "points have")));
}

}  // namespace
}  // namespace panel_scripts

PanelScript panel_script(const Panel& panel, std::size_t number, const PictureLayout& layout) {
  using namespace panel_scripts;
  PanelScript script;
  if (panel.heat_map) {
    add_heat_map(script, panel, number);
  }
  add_series(script, panel, number, Mark::band, layout);  // beneath the others
  add_series(script, panel, number, Mark::curve, layout);
  return script;
}

std::string panel_commands(const Panel& panel, PanelScript script, std::size_t legend_lines,
                           const PictureLayout& layout) {
  using namespace panel_scripts;
  const PanelRanges ranges = panel_ranges(panel);
  const std::vector<double> none;
  const auto& map = panel.heat_map;
  const TickRoom along = room_along(panel, layout);
  const TickRoom upright = room_upright(layout);
  std::string commands =
      fmt::format("set title {}\n", title_of(panel, script, layout)) +
      axis_commands(
          'x', panel.x, layout.letters_along(flat_label_letters), ranges.x,
          ticks_at_data(panel, map ? map->x : none, &Series::x, ranges.x, panel.x.scale, along),
          along) +
      axis_commands('y', panel.y, layout.letters_upright(upright_label_letters), ranges.y,
                    map ? ticks_at_data(panel, map->y, &Series::y, ranges.y, panel.y.scale, upright)
                        : std::vector<Tick>(),
                    upright) +
      "unset label\n" + (is_square(panel) ? "set size ratio 1\n" : "set size noratio\n");
  if (panel.heat_map) {
    const AxisRange values = value_range(*panel.heat_map);
    // gnuplot leaves room for the colours and their numbers, not for what they are.
    commands += fmt::format(
        "set rmargin 13\nset cblabel {}\nset cbrange [{}:{}]\nset cbtics {}\n",
        axis_label(panel.heat_map->label, layout.letters_upright(upright_label_letters)),
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

}  // namespace benignity
