#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace benignity {

/// A file that could not be written. `what()` is one line, "PATH cannot be written: REASON".
class FileError : public std::runtime_error {
 public:
  FileError(const std::filesystem::path& path, const std::string& reason);
};

/// Afterwards the file at `path` holds exactly `content`, or what it held before: the content goes
/// to a temporary file in the same folder, onto the disk, and takes the name in one step. Whoever
/// opens the path at any moment, or after a power cut, sees the old file or the new one, whole.
/// A symbolic link is replaced by the file. The folder must exist.
///
/// Throws FileError, leaving no temporary file and the old file as it was, where the path is a
/// folder, a device or another thing that is no regular file, where the folder is missing or cannot
/// be written to, and where the disk is full or fails.
void write_file_atomically(const std::filesystem::path& path, std::string_view content);

}  // namespace benignity
