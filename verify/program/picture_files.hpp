#pragma once

#include <string>
#include <vector>

#include "reports/figures/draw.hpp"

namespace benignity {

/// What --out adds to the SVG files.
struct PictureOptions {
  bool png = false;
  bool pdf = false;
  std::string width;      ///< "" for the usual one
  std::string font_size;  ///< likewise

  [[nodiscard]] std::vector<PictureFormat> formats() const;
  /// Throws InvalidInput (keys "figure-width", "font-size") for what is no number in range.
  [[nodiscard]] PictureStyle style() const;
};

/// One line each on standard error. A run without pictures is a run all the same: the exit code
/// does not change.
void warn_of_problems(const std::vector<std::string>& problems);

}  // namespace benignity
