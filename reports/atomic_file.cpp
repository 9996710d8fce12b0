#include "reports/atomic_file.hpp"

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "reports/columns.hpp"

namespace benignity {
namespace {

namespace fs = std::filesystem;

std::string system_reason() { return std::generic_category().message(errno); }

// A file that exists while this object does, under a name of its own in the folder of `target`.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target) : target_(target) {
    constexpr int attempts = 1000;  // a name may be left from a killed process with the same id
    for (int attempt = 0; attempt < attempts; ++attempt) {
      path_ = target.parent_path() / (".benignity-" + std::to_string(::getpid()) + "-" +
                                      std::to_string(attempt) + ".partial");
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (descriptor_ >= 0) {
        return;
      }
      if (errno != EEXIST) {
        break;
      }
    }
    throw FileError(target_, system_reason());
  }

  ~TemporaryFile() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
    // After the rename the temporary name may be another process's.
    if (!renamed_) {
      ::unlink(path_.c_str());
    }
  }

  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  void write(std::string_view content) {
    while (!content.empty()) {
      const ssize_t count = ::write(descriptor_, content.data(), content.size());
      if (count < 0 && errno != EINTR) {
        throw FileError(target_, system_reason());
      }
      if (count > 0) {
        content.remove_prefix(static_cast<std::size_t>(count));
      }
    }
  }

  // The content must be on the disk before the name is: else a power cut could leave the new name
  // with an empty file.
  void rename_to_target() {
    if (::fsync(descriptor_) != 0) {
      throw FileError(target_, system_reason());
    }
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0 || ::rename(path_.c_str(), target_.c_str()) != 0) {
      throw FileError(target_, system_reason());
    }
    renamed_ = true;
  }

 private:
  fs::path target_;
  fs::path path_;
  int descriptor_ = -1;
  bool renamed_ = false;
};

// rename() would put the file in place of a device or a socket.
void require_regular_or_absent(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) {
    throw FileError(path, "it is a folder");
  }
  if (status.type() == fs::file_type::none) {
    throw FileError(path, error.message());
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw FileError(path, "it is no regular file");
  }
}

}  // namespace

FileError::FileError(const fs::path& path, const std::string& reason)
    : std::runtime_error(printable(path.string()) + " cannot be written: " + printable(reason)) {}

void write_file_atomically(const fs::path& path, std::string_view content) {
  if (!path.has_filename()) {
    throw FileError(path, "it names no file");
  }
  require_regular_or_absent(path);
  TemporaryFile file(path);
  file.write(content);
  file.rename_to_target();
}

}  // namespace benignity
