#include "reports/figures/gnuplot.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reports/columns.hpp"

namespace benignity {
namespace {

[[noreturn]] void cannot_run(int code) {
  throw DrawingError("gnuplot cannot be run: " + std::generic_category().message(code));
}

/// A file in memory. Both ends of gnuplot are such files, not pipes: nobody waits for anybody.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("benignity-gnuplot", MFD_CLOEXEC)) {
    if (descriptor_ < 0) {
      cannot_run(errno);
    }
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  [[nodiscard]] int descriptor() const { return descriptor_; }

  void write(std::string_view content) {
    while (!content.empty()) {
      const ssize_t count = ::write(descriptor_, content.data(), content.size());
      if (count < 0 && errno != EINTR) {
        cannot_run(errno);
      }
      content.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    rewind();
  }

  void rewind() {
    if (::lseek(descriptor_, 0, SEEK_SET) != 0) {
      cannot_run(errno);
    }
  }

  [[nodiscard]] std::string content() {
    rewind();
    std::string text;
    std::array<char, 1 << 16> buffer{};
    while (true) {
      const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
      if (count < 0 && errno != EINTR) {
        cannot_run(errno);
      }
      if (count == 0) {
        return text;
      }
      text.append(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    }
  }

 private:
  int descriptor_;
};

class FileActions {
 public:
  FileActions() { ::posix_spawn_file_actions_init(&actions_); }
  ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  void connect(const MemoryFile& file, int child_descriptor) {
    ::posix_spawn_file_actions_adddup2(&actions_, file.descriptor(), child_descriptor);
  }
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// The exit status of a child that has been waited for.
int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) {
      cannot_run(errno);
    }
  }
  return status;
}

/// gnuplot repeats the offending command before it says "line 3: invalid axis".
std::string first_complaint(std::string_view text) {
  std::string first;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(" \t\r")));
    if (line.starts_with("line ")) {
      return printable(line);
    }
    if (first.empty()) {
      first = printable(line);
    }
  }
  return first.empty() ? "it wrote nothing" : first;
}

}  // namespace

std::string run_gnuplot(std::string_view script) {
  MemoryFile input;
  MemoryFile output;
  MemoryFile complaints;
  input.write(script);
  FileActions actions;
  actions.connect(input, STDIN_FILENO);
  actions.connect(output, STDOUT_FILENO);
  actions.connect(complaints, STDERR_FILENO);
  std::string program = "gnuplot";
  std::string without_start_up_files = "-d";
  std::string from_standard_input = "-";
  const std::array<char*, 4> words{program.data(), without_start_up_files.data(),
                                   from_standard_input.data(), nullptr};
  // Not fork(): this process may have threads (TBB's) that hold locks. Not a shell: PATH is
  // searched, nothing is expanded.
  pid_t child = 0;
  const int error =
      ::posix_spawnp(&child, program.c_str(), actions.get(), nullptr, words.data(), environ);
  if (error == ENOENT) {
    throw GnuplotMissing();
  }
  if (error != 0) {
    cannot_run(error);
  }
  const int status = status_of(child);
  const std::string picture = output.content();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || picture.empty()) {
    throw DrawingError("gnuplot failed: " + first_complaint(complaints.content()));
  }
  return picture;
}

}  // namespace benignity
