#include <cstdlib>
#include <filesystem>
#include <vector>

#include <catch2/catch.hpp>

#include "reports/atomic_file.hpp"
#include "reports/figures/draw.hpp"
#include "reports/html/report_html.hpp"
#include "reports/json/report_json.hpp"
#include "reports/junit_xml.hpp"
#include "tests/reports/figures/sample_figures.hpp"
#include "tests/reports/sample_report.hpp"

namespace benignity {
namespace {

// The tests in Python run this one to have independent parsers read what it leaves in the folder
// that BENIGNITY_SAMPLES names; without that folder nothing is written.
TEST_CASE("the sample report and its JUnit file are not empty", "[samples]") {
  const std::string json = report_to_json(sample_report());
  const std::string xml = junit_xml(sample_report());
  CHECK(!json.empty());
  CHECK(!xml.empty());
  if (const char* folder = std::getenv("BENIGNITY_SAMPLES")) {
    write_file_atomically(std::filesystem::path(folder) / "report.json", json);
    write_file_atomically(std::filesystem::path(folder) / "junit.xml", xml);
  }
}

TEST_CASE("the page of the sample report has its pictures, or their problems", "[pictures]") {
  Report report = sample_report();
  report.claims[1].figures = difficult_figures();
  const std::vector<Picture> pictures = draw(figures_of(report), {PictureFormat::png});
  CHECK(pictures.size() == report.claims[1].figures.size());
  if (const char* folder = std::getenv("BENIGNITY_SAMPLES")) {
    write_pictures(pictures, folder);
    write_file_atomically(std::filesystem::path(folder) / "report.html",
                          report_html(report, pictures));
  }
}

}  // namespace
}  // namespace benignity
