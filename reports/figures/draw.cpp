#include "reports/figures/draw.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <set>
#include <string_view>
#include <system_error>

#include <fmt/core.h>

#include "reports/atomic_file.hpp"
#include "reports/figures/figure_csv.hpp"
#include "reports/xml_text.hpp"

namespace benignity {
namespace {

namespace fs = std::filesystem;

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

std::string id_prefix(std::string_view name) { return fit_for_a_file(name) + "-"; }

/// gnuplot's drawing inside an element of ours: its own head names gnuplot's version and repeats
/// the same ids in every picture.
std::string with_our_head(const std::string& drawn, const Figure& figure,
                          const PictureStyle& style) {
  const std::size_t start = drawn.find("<g id=\"gnuplot_canvas\"");
  const std::size_t end = drawn.rfind("</svg>");
  if (start == std::string::npos || end == std::string::npos || end < start) {
    throw DrawingError("gnuplot wrote an SVG file of another shape than version 5.4's");
  }
  const std::string prefix = id_prefix(figure.name);
  std::string canvas = drawn.substr(start, end - start);
  replace_all(canvas, " id=\"", " id=\"" + prefix);
  replace_all(canvas, " id='", " id='" + prefix);
  replace_all(canvas, "xlink:href='#", "xlink:href='#" + prefix);
  replace_all(canvas, "url(#", "url(#" + prefix);
  const PictureSize size = picture_size(figure, style);
  const double scale = picture_layout(figure, style).scale;
  // is_ours() knows our files by the ids in this head.
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "viewBox=\"0 0 {0} {1}\" width=\"{6:g}\" height=\"{7:g}\" role=\"img\" "
      "aria-labelledby=\"{2}title {2}desc\">\n"
      "<title id=\"{2}title\">{3}</title>\n<desc id=\"{2}desc\">{4}</desc>\n{5}</svg>\n",
      size.width, size.height, prefix, xml_text(figure.name), xml_text(figure.caption), canvas,
      size.width * scale, size.height * scale);
}

/// Why no picture at all can be made here, once one has shown it; empty until then.
struct Obstacle {
  std::string problem;
};

Picture drawn_picture(Figure figure, const std::vector<PictureFormat>& formats,
                      const PictureStyle& style, std::chrono::milliseconds limit,
                      Obstacle& obstacle) {
  Picture picture{std::move(figure), {}, {}, {}, obstacle.problem};
  if (!obstacle.problem.empty()) {
    return picture;
  }
  try {
    picture.svg = svg(picture.figure, style, limit);
    for (const PictureFormat format : formats) {
      if (format == PictureFormat::svg) continue;
      std::string& file = format == PictureFormat::png ? picture.png : picture.pdf;
      file = picture_file(picture.figure, format, style, limit);
    }
  } catch (const GnuplotMissing& error) {
    picture.problem = obstacle.problem = error.what();
  } catch (const GnuplotHangs& error) {
    picture.problem = obstacle.problem = error.what();
  } catch (const DrawingError& error) {
    picture.problem = picture.figure.name + ": " + error.what();
  }
  return picture;
}

void remove_file(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);  // no error where there is none
  if (error) {
    throw FileError(path, error.message());
  }
}

void write_or_remove(const fs::path& path, const std::string& file) {
  if (file.empty()) {
    remove_file(path);
  } else {
    write_file_atomically(path, file);
  }
}

void remove_picture(const fs::path& folder, const std::string& name) {
  for (const char* ending : {".svg", ".png", ".pdf", "_data.csv"}) {
    remove_file(folder / (name + ending));
  }
}

/// Whether with_our_head() wrote the file under its present name.
bool is_ours(const fs::path& svg_file) {
  std::array<char, 1024> head{};
  std::ifstream file(svg_file, std::ios::binary);
  file.read(head.data(), head.size());
  const std::string_view text(head.data(), static_cast<std::size_t>(file.gcount()));
  const std::string prefix = id_prefix(svg_file.stem().string());
  return text.starts_with("<svg ") && text.find(fmt::format("aria-labelledby=\"{0}title {0}desc\"",
                                                            prefix)) != std::string_view::npos;
}

}  // namespace

std::string svg(const Figure& figure, const PictureStyle& style, std::chrono::milliseconds limit) {
  return with_our_head(run_gnuplot(gnuplot_script(figure, PictureFormat::svg, style), limit),
                       figure, style);
}

std::string picture_file(const Figure& figure, PictureFormat format, const PictureStyle& style,
                         std::chrono::milliseconds limit) {
  return run_gnuplot(gnuplot_script(figure, format, style), limit);
}

std::vector<Picture> draw(const std::vector<Figure>& figures,
                          const std::vector<PictureFormat>& formats, const PictureStyle& style,
                          std::chrono::milliseconds limit) {
  std::vector<Picture> pictures;
  std::set<std::string> taken;
  Obstacle obstacle;
  for (Figure figure : figures) {
    figure.name = distinct_name(figure.name, taken);
    pictures.push_back(drawn_picture(std::move(figure), formats, style, limit, obstacle));
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

void write_pictures(const std::vector<Picture>& pictures, const fs::path& folder) {
  for (const Picture& picture : pictures) {
    if (picture.svg.empty()) {
      remove_picture(folder, picture.figure.name);
      continue;
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
      throw FileError(folder, error.message());
    }
    write_file_atomically(folder / (picture.figure.name + ".svg"), picture.svg);
    write_file_atomically(folder / (picture.figure.name + "_data.csv"), figure_csv(picture.figure));
    write_or_remove(folder / (picture.figure.name + ".png"), picture.png);
    write_or_remove(folder / (picture.figure.name + ".pdf"), picture.pdf);
  }
}

void remove_pictures(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) {
    return;
  }
  std::vector<std::string> names;  // first all, then none: a folder is not changed while it is read
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".svg" && is_ours(entry->path())) {
      names.push_back(entry->path().stem().string());
    }
  }
  if (error) {
    throw FileError(folder, error.message());
  }
  for (const std::string& name : names) {
    remove_picture(folder, name);
  }
}

std::vector<std::string> write_figures(const std::vector<Figure>& figures, const fs::path& folder,
                                       const std::vector<PictureFormat>& formats,
                                       const PictureStyle& style) {
  const std::vector<Picture> pictures = draw(figures, formats, style);
  write_pictures(pictures, folder);
  return problems(pictures);
}

}  // namespace benignity
