#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/core.h>

#include "reports/atomic_file.hpp"
#include "reports/compare/comparison.hpp"
#include "reports/compare/history.hpp"
#include "reports/html/history_html.hpp"
#include "theory/invalid_input.hpp"
#include "verify/program/command.hpp"
#include "verify/program/output_folder.hpp"
#include "verify/program/report_file.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {
namespace {

/// Every report below the folder; files of another kind are none of its business.
std::vector<PastRun> reports_below(const std::filesystem::path& folder) {
  std::vector<PastRun> runs;
  std::size_t others = 0;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator file(folder, error), end;
       !error && file != end; file.increment(error)) {
    if (!file->is_regular_file(error) || file->path().extension() != ".json") continue;
    try {
      runs.push_back({file->path().lexically_relative(folder).string(),
                      read_report_file("OLD", file->path()).report});
    } catch (const InvalidInput&) {
      ++others;
    }
  }
  if (others > 0) {
    warn(fmt::format("{} {} under {} no report and left out", others,
                     others == 1 ? "file is" : "files are", folder.string()));
  }
  return runs;
}

ExitCode run_of_a_folder(const CompareOptions& options) {
  if (options.accept || options.common_only) {
    throw InvalidInput("OLD", options.before, "a report.json for --accept and --common-only");
  }
  std::optional<std::filesystem::path> folder;
  if (options.out) folder = output_folder(*options.out);
  const History history = history_of(reports_below(options.before));
  if (history.runs.size() < 2) {
    throw InvalidInput("OLD", options.before, "a folder with two readable reports at least");
  }
  if (folder) {
    write_file_atomically(*folder / "trend.html", history_html(history));
    write_file_atomically(*folder / "trend.csv", history_csv(history));
  }
  print_output(history_table(history));
  return history.turned() == 0 ? ExitCode::all_pass : ExitCode::failure;
}

/// A link stays a link: the file that it leads to is replaced.
void accept(const CompareOptions& options, const ReportFile& after) {
  try {
    write_file_atomically(std::filesystem::canonical(options.before), after.text);
  } catch (const FileError& error) {
    throw InvalidInput("OLD", options.before,
                       "a file that NEW can replace (" + std::string(error.what()) + ")");
  }
  print_output(
      fmt::format("accepted: {} now holds what {} does\n", options.before, *options.after));
}

}  // namespace

ExitCode run(const CompareOptions& options) {
  if (!options.after && std::filesystem::is_directory(options.before)) {
    return run_of_a_folder(options);
  }
  if (!options.after) {
    throw InvalidInput("NEW", "missing", "a report.json to compare, or OLD a folder of reports");
  }
  if (options.out) throw InvalidInput("out", *options.out, "absent where OLD is no folder");
  const ReportFile before = read_report_file("OLD", options.before);
  const ReportFile after = read_report_file("NEW", *options.after);
  if (options.accept && !after.report.missing.empty()) {
    throw InvalidInput("NEW", *options.after, "the report of a run that was not interrupted");
  }
  const Comparison comparison =
      compare_reports(before.report, after.report,
                      options.common_only ? ComparedClaims::common : ComparedClaims::every_old);
  // Nothing was compared, which must not read as nothing changed.
  if (comparison.claims.empty() || (options.common_only && comparison.common == 0)) {
    throw InvalidInput("NEW", *options.after,
                       "a report with a claim that " + options.before + " holds too");
  }
  print_output(comparison_table(comparison));
  if (options.accept) {
    accept(options, after);
    return ExitCode::all_pass;
  }
  return comparison.unchanged() ? ExitCode::all_pass : ExitCode::failure;
}

}  // namespace benignity
