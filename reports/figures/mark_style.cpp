#include "reports/figures/mark_style.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace benignity {
namespace mark_styles {
namespace {

/// Okabe and Ito, Color Universal Design (2008), without its yellow, which white paper swallows.
constexpr std::array<std::string_view, 7> colours = {"#0072B2", "#D55E00", "#009E73", "#CC79A7",
                                                     "#E69F00", "#56B4E9", "#000000"};
/// gnuplot's numbers: disc, square, triangle, diamond, and the same hollow.
constexpr std::array<int, 7> markers = {7, 5, 9, 13, 6, 4, 8};
constexpr std::array<std::string_view, 4> dashes = {"(8,4)", "(2,3)", "(10,3,2,3)", "(5,2)"};

}  // namespace
}  // namespace mark_styles

std::size_t MarkRanks::next(Mark mark) {
  switch (mark) {
    case Mark::observed:
    case Mark::curve:
      return shown_++;
    case Mark::predicted:
      return predicted_++;
    case Mark::band:
      break;
  }
  return bands_++;
}

std::string mark_style(Mark mark, std::size_t rank, std::size_t points) {
  using namespace mark_styles;
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

}  // namespace benignity
