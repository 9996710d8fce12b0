#include "reports/figures/draw.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "reports/atomic_file.hpp"
#include "tests/reports/figures/sample_figures.hpp"

namespace benignity {
namespace {

namespace fs = std::filesystem;

/// A PATH without programs, while it exists.
class EmptyPath {
 public:
  EmptyPath() : before_(std::getenv("PATH")) { ::setenv("PATH", "/nowhere", 1); }
  ~EmptyPath() { ::setenv("PATH", before_.c_str(), 1); }
  EmptyPath(const EmptyPath&) = delete;
  EmptyPath& operator=(const EmptyPath&) = delete;

 private:
  std::string before_;
};

bool has_gnuplot() {
  try {
    return !run_gnuplot("set print '-'; print 1\n").empty();
  } catch (const GnuplotMissing&) {
    return false;
  }
}

TEST_CASE("without gnuplot there is one problem for all figures, no picture and no folder") {
  const EmptyPath path;
  CHECK_THROWS_AS(svg(sample_figure()), GnuplotMissing);
  const auto pictures = draw({sample_figure(), sample_figure()}, {PictureFormat::png});
  REQUIRE(pictures.size() == 2);
  CHECK(pictures[0].svg.empty());
  const fs::path folder = fs::temp_directory_path() / "benignity-no-pictures";
  CHECK(write_figures({sample_figure(), sample_figure()}, folder, {}) ==
        std::vector<std::string>{"gnuplot is not installed (Debian package gnuplot-nox)"});
  CHECK(!fs::exists(folder));
}

TEST_CASE("a script that gnuplot refuses is an error with gnuplot's own reason") {
  if (!has_gnuplot()) {
    WARN("not tested: gnuplot is not installed");
    return;
  }
  CHECK_THROWS_WITH(run_gnuplot("set terminal svg\nset logscale q\nplot x\n"),
                    "gnuplot failed: line 0: invalid axis");
  CHECK_THROWS_WITH(run_gnuplot(""), "gnuplot failed: it wrote nothing");
  CHECK(run_gnuplot("set print '-'; print 6 * 7\n") == "42\n");
}

TEST_CASE("pictures have distinct names fit for files, and a bad figure leaves its problem") {
  Figure odd = sample_figure();
  odd.name = "../Etc/κ";
  Figure none;
  none.name = "sample";
  const auto pictures = draw({sample_figure(), none, odd}, {});
  CHECK(pictures[0].figure.name == "sample");
  CHECK(pictures[1].figure.name == "sample_2");
  CHECK(pictures[1].problem == "sample_2: figure sample_2 has no panel");
  CHECK(pictures[2].figure.name == "___etc___");
}

TEST_CASE("a folder that cannot be made is a FileError") {
  const Picture picture{sample_figure(), "<svg/>", {}, {}};
  CHECK_THROWS_AS(write_pictures({picture}, "/dev/null/figures"), FileError);
}

}  // namespace
}  // namespace benignity
