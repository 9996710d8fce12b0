#include "reports/figures/gnuplot.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <optional>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <fmt/core.h>
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

/// The child leads a process group of its own, so that what it started can be killed with it: a
/// gnuplot that is a script would leave its own child behind.
class OwnGroup {
 public:
  OwnGroup() {
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
  }
  ~OwnGroup() { ::posix_spawnattr_destroy(&attributes_); }
  OwnGroup(const OwnGroup&) = delete;
  OwnGroup& operator=(const OwnGroup&) = delete;
  [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// The child's exit status; nothing where it still runs and `options` say WNOHANG.
std::optional<int> status_of(pid_t child, int options) {
  int status = 0;
  pid_t ended = 0;
  while ((ended = ::waitpid(child, &status, options)) < 0) {
    if (errno != EINTR) {
      cannot_run(errno);
    }
  }
  return ended == child ? std::optional(status) : std::nullopt;
}

/// Looks again and again: a signal that tells of the child's end would be the whole process's,
/// whose other threads may start children of their own.
std::optional<int> status_within(std::chrono::milliseconds limit, pid_t child) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + limit;
  constexpr std::chrono::milliseconds pause{2};
  while (true) {
    const std::optional<int> status = status_of(child, WNOHANG);
    if (status || Clock::now() >= end) {
      return status;
    }
    std::this_thread::sleep_for(pause);
  }
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

GnuplotHangs::GnuplotHangs(std::chrono::milliseconds limit)
    : DrawingError(fmt::format("gnuplot was not done after {:g} s and was stopped",
                               static_cast<double>(limit.count()) / 1000)) {}

std::string run_gnuplot(std::string_view script, std::chrono::milliseconds limit) {
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
  const OwnGroup group;
  const int error =
      ::posix_spawnp(&child, program.c_str(), actions.get(), group.get(), words.data(), environ);
  if (error == ENOENT) {
    throw GnuplotMissing();
  }
  if (error != 0) {
    cannot_run(error);
  }
  const std::optional<int> status = status_within(limit, child);
  if (!status) {
    ::kill(-child, SIGKILL);
    (void)status_of(child, 0);
    throw GnuplotHangs(limit);
  }
  const std::string picture = output.content();
  if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0 || picture.empty()) {
    throw DrawingError("gnuplot failed: " + first_complaint(complaints.content()));
  }
  return picture;
}

}  // namespace benignity
