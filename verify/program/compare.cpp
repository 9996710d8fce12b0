#include <filesystem>
#include <memory>
#include <string>

#include <fmt/core.h>

#include "reports/atomic_file.hpp"
#include "reports/compare/comparison.hpp"
#include "theory/invalid_input.hpp"
#include "verify/program/command.hpp"
#include "verify/program/report_file.hpp"

namespace benignity {
namespace {

struct CompareOptions {
  std::string before;
  std::string after;
  bool accept = false;
};

/// A link stays a link: the file that it leads to is replaced.
void accept(const CompareOptions& options, const ReportFile& after) {
  try {
    write_file_atomically(std::filesystem::canonical(options.before), after.text);
  } catch (const FileError& error) {
    throw InvalidInput("OLD", options.before,
                       "a file that NEW can replace (" + std::string(error.what()) + ")");
  }
  fmt::print("accepted: {} now holds what {} does\n", options.before, options.after);
}

ExitCode compare(const CompareOptions& options) {
  const ReportFile before = read_report_file("OLD", options.before);
  const ReportFile after = read_report_file("NEW", options.after);
  if (options.accept && !after.report.missing.empty()) {
    throw InvalidInput("NEW", options.after, "the report of a run that was not interrupted");
  }
  const Comparison comparison = compare_reports(before.report, after.report);
  fmt::print("{}", comparison_table(comparison));
  if (options.accept) {
    accept(options, after);
    return ExitCode::all_pass;
  }
  return comparison.unchanged() ? ExitCode::all_pass : ExitCode::failure;
}

}  // namespace

void add_compare_command(CLI::App& program, Run& run) {
  CLI::App* command = program.add_subcommand("compare", "what changed from one report to another");
  const auto options = std::make_shared<CompareOptions>();
  command->add_option("OLD", options->before, "report.json to compare with")->required();
  command->add_option("NEW", options->after, "report.json to compare")->required();
  command->add_flag("--accept", options->accept, "put NEW in the place of OLD, after the table");
  command->callback([&run, options] { run = [options] { return compare(*options); }; });
}

}  // namespace benignity
