#include "reports/atomic_file.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch.hpp>
#include <sys/resource.h>

namespace benignity {
namespace {

namespace fs = std::filesystem;

// A folder of its own that goes with its contents.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "benignity-test-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
  }

 private:
  fs::path path_;
};

// While it exists, writing beyond `bytes` into any file fails, as on a full disk; root included.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const rlimit limit{bytes, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

std::string content_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string complaint(const fs::path& path, std::string_view content) {
  try {
    write_file_atomically(path, content);
  } catch (const FileError& error) {
    return error.what();
  }
  return {};
}

std::string complaint(const fs::path& path) { return complaint(path, "content"); }

TEST_CASE("a file is written whole, and an old one replaced whole") {
  const Folder folder;
  const std::string bytes("\0binary\r\n\xFF", 10);
  write_file_atomically(folder / "report.json", bytes);
  CHECK(content_of(folder / "report.json") == bytes);
  write_file_atomically(folder / "report.json", "new");
  CHECK(content_of(folder / "report.json") == "new");
  write_file_atomically(folder / "report.json", "");
  CHECK(content_of(folder / "report.json").empty());
  CHECK(folder.entries() == 1);
}

TEST_CASE("a file name as long as the system allows can be written") {
  const Folder folder;
  const std::string name(255, 'n');
  write_file_atomically(folder / name, "content");
  CHECK(content_of(folder / name) == "content");
  CHECK(!complaint(folder / (name + "n")).empty());
  CHECK(folder.entries() == 1);
}

TEST_CASE("an open reader keeps the old file") {
  const Folder folder;
  write_file_atomically(folder / "report.json", "old");
  std::ifstream reader(folder / "report.json");
  write_file_atomically(folder / "report.json", "new");
  CHECK(std::string(std::istreambuf_iterator<char>(reader), {}) == "old");
}

TEST_CASE("a symbolic link is replaced and its target left alone") {
  const Folder folder;
  write_file_atomically(folder / "target", "target");
  fs::create_symlink(folder / "target", folder / "link");
  write_file_atomically(folder / "link", "content");
  CHECK(!fs::is_symlink(folder / "link"));
  CHECK(content_of(folder / "target") == "target");
}

TEST_CASE("a folder, or a path without a file name, is refused and left as it is") {
  const Folder folder;
  fs::create_directory(folder / "taken");
  CHECK(complaint(folder / "taken") ==
        (folder / "taken").string() + " cannot be written: it is a folder");
  CHECK(complaint(folder / "taken/").ends_with("cannot be written: it names no file"));
  CHECK(complaint("") == " cannot be written: it names no file");
  CHECK(fs::is_directory(folder / "taken"));
  CHECK(folder.entries() == 1);
}

TEST_CASE("a device is refused, not replaced") {
  CHECK(complaint("/dev/full") == "/dev/full cannot be written: it is no regular file");
  CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("a missing folder and a folder that is a file are refused with the system's reason") {
  const Folder folder;
  CHECK(complaint(folder / "missing/report.json") ==
        (folder / "missing/report.json").string() +
            " cannot be written: No such file or directory");
  write_file_atomically(folder / "file", "old");
  CHECK(complaint(folder / "file/report.json") ==
        (folder / "file/report.json").string() + " cannot be written: Not a directory");
  CHECK(content_of(folder / "file") == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a folder that takes no new files is refused, for root as well") {
  CHECK(complaint("/proc/report.json").starts_with("/proc/report.json cannot be written: "));
}

TEST_CASE("when the disk is full the old file stays and nothing is left beside it") {
  const Folder folder;
  write_file_atomically(folder / "report.json", "old");
  const std::string large(100'000, 'x');
  std::string message;
  {
    const FileSizeLimit limit(1000);
    message = complaint(folder / "report.json", large);
  }
  CHECK(message == (folder / "report.json").string() + " cannot be written: File too large");
  CHECK(content_of(folder / "report.json") == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("the message is one line, whatever the path holds") {
  const Folder folder;
  const std::string message = complaint(folder / "missing\nfolder/report.json");
  CHECK(!message.empty());
  CHECK(message.find('\n') == std::string::npos);
}

}  // namespace
}  // namespace benignity
