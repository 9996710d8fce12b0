#include "verify/program/picture_files.hpp"

#include "verify/program/standard_streams.hpp"

namespace benignity {

std::vector<PictureFormat> PictureOptions::formats() const {
  std::vector<PictureFormat> formats = {PictureFormat::svg};
  if (png) formats.push_back(PictureFormat::png);
  if (pdf) formats.push_back(PictureFormat::pdf);
  return formats;
}

void warn_of_problems(const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) {
    warn("no picture: " + problem);
  }
}

}  // namespace benignity
