#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reports/figures/gnuplot.hpp"
#include "reports/figures/gnuplot_script.hpp"
#include "verify/result/figure.hpp"

namespace benignity {

/// The figure as an SVG element with role img, its caption as its description, on a white card that
/// dark pages leave legible. Ids begin with the figure's name, so that pictures with distinct names
/// share a page. The same bytes for the same figure and gnuplot. Throws DrawingError.
[[nodiscard]] std::string svg(const Figure& figure, const PictureStyle& style = {},
                              std::chrono::milliseconds limit = gnuplot_limit);

/// The figure as a PNG or PDF file. Throws DrawingError.
[[nodiscard]] std::string picture_file(const Figure& figure, PictureFormat format,
                                       const PictureStyle& style = {},
                                       std::chrono::milliseconds limit = gnuplot_limit);

/// A figure and what was drawn of it.
struct Picture {
  Figure figure;             ///< its name made distinct and fit for a file: [a-z0-9_], "name_2"
  std::string svg = {};      ///< empty where it could not be drawn
  std::string png = {};      ///< empty where it was not asked for or could not be drawn
  std::string pdf = {};      ///< likewise
  std::string problem = {};  ///< one line: why something is missing
};

/// Draws what can be drawn, in order, always as SVG. Never throws DrawingError: a machine without
/// gnuplot and a figure that cannot be drawn leave a Picture with its problem. After a gnuplot that
/// hangs no further one is started.
[[nodiscard]] std::vector<Picture> draw(const std::vector<Figure>& figures,
                                        const std::vector<PictureFormat>& formats,
                                        const PictureStyle& style = {},
                                        std::chrono::milliseconds limit = gnuplot_limit);

/// Distinct problems, in order.
[[nodiscard]] std::vector<std::string> problems(const std::vector<Picture>& pictures);

/// Writes FOLDER/NAME.svg, .png and .pdf of what was drawn and its numbers, FOLDER/NAME_data.csv;
/// makes the folder where there is something to write. What an earlier run left under the name of a
/// picture or a format that is not there now is removed, so that the folder never shows another
/// run's. Throws FileError.
void write_pictures(const std::vector<Picture>& pictures, const std::filesystem::path& folder);

/// Removes the pictures of this program that lie in the folder, with their PNGs, PDFs and numbers,
/// before another run's are written there. An SVG file of other origin stays, whatever its name:
/// ours are known by their head. Throws FileError.
void remove_pictures(const std::filesystem::path& folder);

/// draw and write_pictures; returns the problems. Throws FileError.
std::vector<std::string> write_figures(const std::vector<Figure>& figures,
                                       const std::filesystem::path& folder,
                                       const std::vector<PictureFormat>& formats,
                                       const PictureStyle& style = {});

}  // namespace benignity
