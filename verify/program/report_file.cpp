#include "verify/program/report_file.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "reports/json/json_node.hpp"
#include "reports/json/report_json.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

std::string content_of(const std::string& role, const std::filesystem::path& path) {
  const std::string shown = path.empty() ? "\"\"" : path.string();
  const auto refuse = [&](const std::string& reason) {
    throw InvalidInput(role, shown, "a readable report.json of benignity verify (" + reason + ")");
  };
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) refuse("it is a folder");
  if (!std::filesystem::exists(status)) refuse(error.message());
  // A device may have no end, a pipe no beginning.
  if (!std::filesystem::is_regular_file(status)) refuse("it is no regular file");
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) refuse(std::generic_category().message(errno));
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad()) refuse("reading failed");
  return text;
}

}  // namespace

ReportFile read_report_file(const std::string& role, const std::filesystem::path& path) {
  std::string text = content_of(role, path);
  try {
    Report report = report_from_json(text);
    return {std::move(report), std::move(text)};
  } catch (const MalformedJson& error) {
    throw InvalidInput(
        role, path.string(),
        "a whole report.json of benignity verify (" + std::string(error.what()) + ")");
  }
}

}  // namespace benignity
