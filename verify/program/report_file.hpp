#pragma once

#include <filesystem>
#include <string>

#include "verify/result/report.hpp"

namespace benignity {

/// A report and the bytes it was read from.
struct ReportFile {
  Report report;
  std::string text;
};

/// Reads a report.json. Throws InvalidInput (key `role`) where the path is no regular file, cannot
/// be read, or holds no report of the schema version that this program reads.
[[nodiscard]] ReportFile read_report_file(const std::string& role,
                                          const std::filesystem::path& path);

}  // namespace benignity
