#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "reports/figures/draw.hpp"

namespace benignity {

/// What --out adds to the SVG files.
struct PictureOptions {
  bool png = false;

  [[nodiscard]] std::vector<PictureFormat> formats() const;
};

/// --png.
void add_picture_options(CLI::App& command, PictureOptions& options);

/// One line each on standard error. A run without pictures is a run all the same: the exit code
/// does not change.
void warn_of_problems(const std::vector<std::string>& problems);

}  // namespace benignity
