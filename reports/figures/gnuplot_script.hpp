#pragma once

#include <string>

#include "reports/figures/picture_layout.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

enum class PictureFormat { svg, png, pdf };

/// Units of a picture, letters 14 high: as wide as its layout, and as high as the longest legend
/// needs.
struct PictureSize {
  int width = 0;
  int height = 0;
};
[[nodiscard]] PictureSize picture_size(const Figure& figure, const PictureStyle& style = {});

/// The gnuplot script that draws the figure on its standard output, its data inline; the same bytes
/// for the same figure. Colours are Okabe and Ito's, which colour-blind readers tell apart; markers
/// and dashes differ too, for print in grey. The k-th prediction and the k-th band of a panel take
/// the colour of its k-th observed series or curve. Heat maps are in cividis; lines over them are
/// cased in white; curves are broad and pale, so that a prediction upon one is seen. Coordinates
/// that few runs stand at are what the axes mark. Plot areas of one figure are equally high. PNG
/// has twice the pixels; in PDF 96 of them are an inch. A panel with nothing to draw says so in
/// words, as it does of points left out for having no place on a logarithmic axis.
///
/// Texts are quoted, so that no label can be a command. Throws DrawingError for a figure without
/// panels and as series_rows, heat_map_rows and shown_range do.
[[nodiscard]] std::string gnuplot_script(const Figure& figure, PictureFormat format,
                                         const PictureStyle& style = {});

}  // namespace benignity
