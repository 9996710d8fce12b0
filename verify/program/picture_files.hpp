#pragma once

#include <string>
#include <vector>

#include "reports/figures/draw.hpp"

namespace benignity {

/// What --out adds to the SVG files.
struct PictureOptions {
  bool png = false;
  bool pdf = false;

  [[nodiscard]] std::vector<PictureFormat> formats() const;
};

/// One line each on standard error. A run without pictures is a run all the same: the exit code
/// does not change.
void warn_of_problems(const std::vector<std::string>& problems);

}  // namespace benignity
