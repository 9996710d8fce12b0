#pragma once

#include <optional>
#include <string>
#include <vector>

namespace benignity {

enum class Scale { linear, logarithmic };

/// An axis, labelled with the quantity's symbol and unit.
struct Axis {
  std::string label;
  Scale scale = Scale::linear;
  std::optional<double> lower;  ///< absent: from the data
  std::optional<double> upper;
};

/// observed: what runs showed, points; curve: what runs showed over time, a line; predicted: what
/// theory says, dashed, the k-th in the colour of the k-th of those; band: y to y_upper, shaded.
enum class Mark { observed, curve, predicted, band };

/// Points (x_i, y_i), drawn as `mark` says. A NaN in y breaks a line.
struct Series {
  std::string label;
  Mark mark = Mark::observed;
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> y_upper;  ///< of a band only
};

/// values[i * x.size() + j] at (x_j, y_i); NaN: no value. Colours run over the values, or from
/// `lower` to `upper`: a share has the scale 0 to 1 whatever the runs showed.
struct HeatMap {
  std::string label;
  std::vector<double> x;
  std::vector<double> y;
  std::vector<double> values;
  std::optional<double> lower = {};
  std::optional<double> upper = {};
};

/// One pair of axes: a heat map, if any, beneath the series.
struct Panel {
  std::string title;
  Axis x;
  Axis y;
  std::optional<HeatMap> heat_map;
  std::vector<Series> series;
};

/// A picture as data; reports/figures draws it. Panels stand side by side.
struct Figure {
  std::string name;     ///< stem of its file, [a-z0-9_]
  std::string caption;  ///< what is seen and what was predicted
  std::vector<Panel> panels;
  std::string setting = {};  ///< what the runs share, "n = 20, T = 8, d = 2000"; above the panels
};

}  // namespace benignity
