#include <filesystem>
#include <string>

#include <fmt/core.h>

#include "reports/atomic_file.hpp"
#include "reports/compare/comparison.hpp"
#include "theory/invalid_input.hpp"
#include "verify/program/command.hpp"
#include "verify/program/report_file.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {
namespace {

/// A link stays a link: the file that it leads to is replaced.
void accept(const CompareOptions& options, const ReportFile& after) {
  try {
    write_file_atomically(std::filesystem::canonical(options.before), after.text);
  } catch (const FileError& error) {
    throw InvalidInput("OLD", options.before,
                       "a file that NEW can replace (" + std::string(error.what()) + ")");
  }
  print_output(fmt::format("accepted: {} now holds what {} does\n", options.before, options.after));
}

}  // namespace

ExitCode run(const CompareOptions& options) {
  const ReportFile before = read_report_file("OLD", options.before);
  const ReportFile after = read_report_file("NEW", options.after);
  if (options.accept && !after.report.missing.empty()) {
    throw InvalidInput("NEW", options.after, "the report of a run that was not interrupted");
  }
  const Comparison comparison =
      compare_reports(before.report, after.report,
                      options.common_only ? ComparedClaims::common : ComparedClaims::every_old);
  // Nothing was compared, which must not read as nothing changed.
  if (comparison.claims.empty() || (options.common_only && comparison.common == 0)) {
    throw InvalidInput("NEW", options.after,
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
