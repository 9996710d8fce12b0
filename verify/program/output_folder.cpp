#include "verify/program/output_folder.hpp"

#include <system_error>

#include "reports/atomic_file.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

std::filesystem::path output_folder(const std::string& out) {
  if (out.empty()) throw InvalidInput("out", "\"\"", "the name of a folder");
  const std::filesystem::path folder(out);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::error_code unknown;
  if (!std::filesystem::is_directory(folder, unknown)) {
    throw InvalidInput("out", out, "a folder that can be created (" + error.message() + ")");
  }
  const std::filesystem::path probe = folder / ".benignity-probe";
  try {
    write_file_atomically(probe, "");
  } catch (const FileError&) {
    throw InvalidInput("out", out, "a writable folder");
  }
  std::filesystem::remove(probe, error);
  return folder;
}

}  // namespace benignity
