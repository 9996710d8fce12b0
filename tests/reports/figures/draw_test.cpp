#include "reports/figures/draw.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <thread>

#include <catch2/catch.hpp>

#include "reports/atomic_file.hpp"
#include "tests/reports/figures/sample_figures.hpp"

namespace benignity {
namespace {

namespace fs = std::filesystem;

/// Another PATH, while it exists.
class OtherPath {
 public:
  explicit OtherPath(const std::string& path) : before_(std::getenv("PATH")) {
    ::setenv("PATH", path.c_str(), 1);
  }
  ~OtherPath() { ::setenv("PATH", before_.c_str(), 1); }
  OtherPath(const OtherPath&) = delete;
  OtherPath& operator=(const OtherPath&) = delete;

 private:
  std::string before_;
};

/// An empty folder, while it exists.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (fs::temp_directory_path() / "benignity-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TestFolder() { fs::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] const fs::path& path() const { return path_; }
  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> found;
    for (const auto& entry : fs::directory_iterator(path_)) found.insert(entry.path().filename());
    return found;
  }

 private:
  fs::path path_;
};

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// What draw() leaves where gnuplot is there, without it.
Picture drawn_by_hand(const std::string& name) {
  Figure figure = sample_figure();
  figure.name = name;
  const std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" aria-labelledby=\"" + name +
                          "-title " + name + "-desc\"></svg>\n";
  return {figure, svg, "a PNG", {}};
}

bool has_gnuplot() {
  try {
    return !run_gnuplot("set print '-'; print 1\n").empty();
  } catch (const GnuplotMissing&) {
    return false;
  }
}

TEST_CASE("without gnuplot there is one problem for all figures, no picture and no folder") {
  const OtherPath path("/nowhere");
  CHECK_THROWS_AS(svg(sample_figure()), GnuplotMissing);
  const auto pictures = draw({sample_figure(), sample_figure()}, {PictureFormat::png});
  REQUIRE(pictures.size() == 2);
  CHECK(pictures[0].svg.empty());
  const fs::path folder = fs::temp_directory_path() / "benignity-no-pictures";
  CHECK(write_figures({sample_figure(), sample_figure()}, folder, {}) ==
        std::vector<std::string>{"gnuplot is not installed (Debian package gnuplot-nox)"});
  CHECK(!fs::exists(folder));
}

TEST_CASE("a gnuplot that hangs is stopped with all it started, and not started again") {
  const TestFolder folder;
  std::ofstream(folder / "gnuplot")
      << "#!/bin/sh\necho >> '" << (folder / "starts").string() << "'\nsleep 100 &\necho $! > '"
      << (folder / "child").string() << "'\nwait\n";
  fs::permissions(folder / "gnuplot", fs::perms::owner_all);
  const OtherPath path(folder.path().string() + ":/usr/bin:/bin");
  const auto start = std::chrono::steady_clock::now();
  const auto pictures =
      draw({sample_figure(), sample_figure()}, {}, {}, std::chrono::milliseconds(300));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  CHECK(problems(pictures) ==
        std::vector<std::string>{"gnuplot was not done after 0.3 s and was stopped"});
  CHECK((pictures[0].svg.empty() && pictures[1].svg.empty()));
  CHECK(text_of(folder / "starts") == "\n");
  const std::string child = text_of(folder / "child");
  REQUIRE(!child.empty());
  const fs::path command = fs::path("/proc") / child.substr(0, child.find('\n')) / "cmdline";
  for (int i = 0; i < 200 && !text_of(command).empty(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(text_of(command).empty());
}

TEST_CASE("a folder shows the pictures of the last run alone") {
  const TestFolder folder;
  write_pictures({drawn_by_hand("one"), drawn_by_hand("two")}, folder.path());
  std::ofstream(folder / "mine.svg") << "<svg>not of this program</svg>";
  std::ofstream(folder / "notes.csv") << "x";
  CHECK(folder.names() == std::set<std::string>{"one.svg", "one.png", "one_data.csv", "two.svg",
                                                "two.png", "two_data.csv", "mine.svg",
                                                "notes.csv"});
  // The same names again, one undrawable, one without PNG.
  Picture undrawn = drawn_by_hand("one");
  undrawn.svg = undrawn.png = "";
  Picture without_png = drawn_by_hand("two");
  without_png.png = "";
  write_pictures({undrawn, without_png}, folder.path());
  CHECK(folder.names() ==
        std::set<std::string>{"two.svg", "two_data.csv", "mine.svg", "notes.csv"});
  remove_pictures(folder.path());
  CHECK(folder.names() == std::set<std::string>{"mine.svg", "notes.csv"});
  remove_pictures(folder / "nowhere");
}

TEST_CASE("a picture that gnuplot drew is known as ours again") {
  if (!has_gnuplot()) {
    WARN("not tested: gnuplot is not installed");
    return;
  }
  const TestFolder folder;
  const std::vector<PictureFormat> formats = {PictureFormat::png, PictureFormat::pdf};
  CHECK(write_figures({sample_figure()}, folder.path(), formats).empty());
  CHECK(folder.names() ==
        std::set<std::string>{"sample.svg", "sample.png", "sample.pdf", "sample_data.csv"});
  CHECK(text_of(folder / "sample.pdf").starts_with("%PDF-"));
  remove_pictures(folder.path());
  CHECK(folder.names().empty());
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
  CHECK(pictures[1].problem ==
        (has_gnuplot() ? "sample_2: figure sample_2 has no panel" : GnuplotMissing().what()));
  CHECK(pictures[2].figure.name == "___etc___");
}

TEST_CASE("a folder that cannot be made is a FileError") {
  const Picture picture{sample_figure(), "<svg/>", {}, {}};
  CHECK_THROWS_AS(write_pictures({picture}, "/dev/null/figures"), FileError);
}

}  // namespace
}  // namespace benignity
