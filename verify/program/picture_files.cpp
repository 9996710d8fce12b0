#include "verify/program/picture_files.hpp"

#include <charconv>
#include <system_error>

#include <fmt/core.h>

#include "theory/invalid_input.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {
namespace {

double number_between(const char* key, const std::string& text, double least, double largest) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || !(value >= least && value <= largest)) {
    throw InvalidInput(key, text, fmt::format("a number from {:.4g} to {:.4g}", least, largest));
  }
  return value;
}

}  // namespace

std::vector<PictureFormat> PictureOptions::formats() const {
  std::vector<PictureFormat> formats = {PictureFormat::svg};
  if (png) formats.push_back(PictureFormat::png);
  if (pdf) formats.push_back(PictureFormat::pdf);
  return formats;
}

PictureStyle PictureOptions::style() const {
  PictureStyle style;
  if (!font_size.empty()) {
    style.font_points =
        number_between("font-size", font_size, least_font_points, largest_font_points);
  }
  if (!width.empty()) {
    style.width_cm =
        number_between("figure-width", width, least_width_cm(style.font_points), largest_width_cm);
  }
  return style;
}

void warn_of_problems(const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) {
    warn("no picture: " + problem);
  }
}

}  // namespace benignity
