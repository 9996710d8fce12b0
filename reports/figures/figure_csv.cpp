#include "reports/figures/figure_csv.hpp"

#include <cmath>
#include <cstddef>
#include <string_view>

#include <fmt/core.h>

#include "reports/columns.hpp"

namespace benignity {
namespace {

std::string csv_text(std::string_view text) {
  std::string inside;
  for (const char byte : printable(text)) {
    inside += byte == '"' ? "\"\"" : std::string(1, byte);
  }
  return '"' + inside + '"';
}

std::string csv_number(double value) {
  return std::isfinite(value) ? fmt::format("{}", value) : std::string();
}

std::string_view mark_name(Mark mark) {
  switch (mark) {
    case Mark::observed:
      return "observed";
    case Mark::curve:
      return "curve";
    case Mark::predicted:
      return "predicted";
    case Mark::band:
      break;
  }
  return "band";
}

std::string series_lines(std::size_t panel, const Series& series) {
  std::string lines;
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    lines +=
        fmt::format("{},{},{},{},{},{},\n", panel, csv_text(series.label), mark_name(series.mark),
                    csv_number(series.x.at(i)), csv_number(series.y.at(i)),
                    series.mark == Mark::band ? csv_number(series.y_upper.at(i)) : "");
  }
  return lines;
}

std::string heat_map_lines(std::size_t panel, const HeatMap& map) {
  std::string lines;
  for (std::size_t i = 0; i < map.y.size(); ++i) {
    for (std::size_t j = 0; j < map.x.size(); ++j) {
      lines += fmt::format("{},{},heat_map,{},{},,{}\n", panel, csv_text(map.label),
                           csv_number(map.x[j]), csv_number(map.y[i]),
                           csv_number(map.values.at(i * map.x.size() + j)));
    }
  }
  return lines;
}

}  // namespace

std::string figure_csv(const Figure& figure) {
  std::string text = "panel,series,mark,x,y,y_upper,value\n";
  std::size_t number = 0;
  for (const Panel& panel : figure.panels) {
    ++number;
    if (panel.heat_map) {
      text += heat_map_lines(number, *panel.heat_map);
    }
    for (const Series& series : panel.series) {
      text += series_lines(number, series);
    }
  }
  return text;
}

}  // namespace benignity
