#include "reports/figures/draw.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <system_error>

#include <fmt/core.h>

#include "reports/atomic_file.hpp"
#include "reports/xml_text.hpp"

namespace benignity {
namespace {

std::string fit_for_a_file(std::string_view name) {
  std::string fit;
  for (const char byte : name) {
    const bool kept = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    const bool capital = byte >= 'A' && byte <= 'Z';
    fit += kept ? byte : capital ? static_cast<char>(byte - 'A' + 'a') : '_';
  }
  return fit.empty() ? "figure" : fit.substr(0, 100);
}

std::string distinct_name(std::string_view name, std::set<std::string>& taken) {
  const std::string stem = fit_for_a_file(name);
  std::string candidate = stem;
  for (int number = 2; !taken.insert(candidate).second; ++number) {
    candidate = fmt::format("{}_{}", stem, number);
  }
  return candidate;
}

void replace_all(std::string& text, std::string_view old, const std::string& with) {
  for (std::size_t at = text.find(old); at != std::string::npos;
       at = text.find(old, at + with.size())) {
    text.replace(at, old.size(), with);
  }
}

/// gnuplot's drawing inside an element of ours: its own head names gnuplot's version and repeats
/// the same ids in every picture.
std::string with_our_head(const std::string& drawn, const Figure& figure) {
  const std::size_t start = drawn.find("<g id=\"gnuplot_canvas\"");
  const std::size_t end = drawn.rfind("</svg>");
  if (start == std::string::npos || end == std::string::npos || end < start) {
    throw DrawingError("gnuplot wrote an SVG file of another shape than version 5.4's");
  }
  const std::string prefix = fit_for_a_file(figure.name) + "-";
  std::string canvas = drawn.substr(start, end - start);
  replace_all(canvas, " id=\"", " id=\"" + prefix);
  replace_all(canvas, " id='", " id='" + prefix);
  replace_all(canvas, "xlink:href='#", "xlink:href='#" + prefix);
  replace_all(canvas, "url(#", "url(#" + prefix);
  const PictureSize size = picture_size(figure);
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-labelledby=\"{2}title {2}desc\">\n"
      "<title id=\"{2}title\">{3}</title>\n<desc id=\"{2}desc\">{4}</desc>\n{5}</svg>\n",
      size.width, size.height, prefix, xml_text(figure.name), xml_text(figure.caption), canvas);
}

Picture drawn_picture(Figure figure, const std::vector<PictureFormat>& formats) {
  Picture picture{std::move(figure), {}, {}, {}};
  try {
    picture.svg = svg(picture.figure);
    if (std::find(formats.begin(), formats.end(), PictureFormat::png) != formats.end()) {
      picture.png = png(picture.figure);
    }
  } catch (const GnuplotMissing& error) {
    picture.problem = error.what();
  } catch (const DrawingError& error) {
    picture.problem = picture.figure.name + ": " + error.what();
  }
  return picture;
}

}  // namespace

std::string svg(const Figure& figure) {
  return with_our_head(run_gnuplot(gnuplot_script(figure, PictureFormat::svg)), figure);
}

std::string png(const Figure& figure) {
  return run_gnuplot(gnuplot_script(figure, PictureFormat::png));
}

std::vector<Picture> draw(const std::vector<Figure>& figures,
                          const std::vector<PictureFormat>& formats) {
  std::vector<Picture> pictures;
  std::set<std::string> taken;
  for (Figure figure : figures) {
    figure.name = distinct_name(figure.name, taken);
    pictures.push_back(drawn_picture(std::move(figure), formats));
  }
  return pictures;
}

std::vector<std::string> problems(const std::vector<Picture>& pictures) {
  std::vector<std::string> found;
  for (const Picture& picture : pictures) {
    const bool known = std::find(found.begin(), found.end(), picture.problem) != found.end();
    if (!picture.problem.empty() && !known) {
      found.push_back(picture.problem);
    }
  }
  return found;
}

void write_pictures(const std::vector<Picture>& pictures, const std::filesystem::path& folder) {
  for (const Picture& picture : pictures) {
    if (picture.svg.empty()) {
      continue;
    }
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
      throw FileError(folder, error.message());
    }
    write_file_atomically(folder / (picture.figure.name + ".svg"), picture.svg);
    if (!picture.png.empty()) {
      write_file_atomically(folder / (picture.figure.name + ".png"), picture.png);
    }
  }
}

std::vector<std::string> write_figures(const std::vector<Figure>& figures,
                                       const std::filesystem::path& folder,
                                       const std::vector<PictureFormat>& formats) {
  const std::vector<Picture> pictures = draw(figures, formats);
  write_pictures(pictures, folder);
  return problems(pictures);
}

}  // namespace benignity
