#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

#include "reports/atomic_file.hpp"
#include "reports/html/report_html.hpp"
#include "reports/json/report_json.hpp"
#include "reports/junit_xml.hpp"
#include "reports/markdown.hpp"
#include "reports/verdict_table.hpp"
#include "theory/invalid_input.hpp"
#include "verify/batteries/run_battery.hpp"
#include "verify/batteries/sharper.hpp"
#include "verify/batteries/theorems.hpp"
#include "verify/program/claim_file.hpp"
#include "verify/program/command.hpp"
#include "verify/program/interruption.hpp"
#include "verify/program/jobs.hpp"
#include "verify/program/manifest.hpp"
#include "verify/program/output_folder.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {
namespace {

Battery chosen_battery(const VerifyOptions& options) {
  if (!options.claim_files.empty()) return read_claim_files(options.claim_files);
  if (options.battery) return battery(*options.battery);
  if (!options.claims.empty()) return battery_with(options.claims);
  return options.theorem ? battery_of_theorem(*options.theorem) : battery("smoke");
}

void print_progress(const ClaimResult& result, std::size_t finished, std::size_t planned) {
  print_note(fmt::format("[{}/{}] {} {} ({:.1f} s)\n", finished, planned, name(result.verdict),
                         result.id, result.wall_seconds));
}

std::vector<TheoremText> theorem_texts() {
  std::vector<TheoremText> texts;
  for (const Theorem& theorem : theorems()) {
    texts.push_back(
        {std::string(theorem.name), std::string(theorem.title), std::string(theorem.source), {}});
    for (const Sharper& finding : sharper_than_published()) {
      if (finding.theorem != theorem.name) continue;
      texts.back().sharper.push_back({std::string(finding.text), std::string(finding.claim)});
    }
  }
  return texts;
}

void write_files(const Report& report, const std::filesystem::path& folder,
                 const PictureOptions& options) {
  write_file_atomically(folder / "report.json", report_to_json(report));
  write_file_atomically(folder / "junit.xml", junit_xml(report));
  const std::vector<Picture> pictures =
      draw(figures_of(report), options.formats(), options.style());
  warn_of_problems(problems(pictures));
  remove_pictures(folder / "figures");  // of an earlier run: they would stand beside this report
  write_pictures(pictures, folder / "figures");
  write_file_atomically(folder / "report.html", report_html(report, pictures, theorem_texts()));
}

/// Before anything long starts.
void require_writable(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  if (path.empty() || std::filesystem::is_directory(path) || access(folder.c_str(), W_OK) != 0) {
    throw InvalidInput("markdown", path.empty() ? "\"\"" : path.string(),
                       "a file in a folder that can be written to");
  }
}

}  // namespace

ExitCode run(const VerifyOptions& options) {
  if (options.theorem) static_cast<void>(theorem_named(*options.theorem));
  const Battery chosen = chosen_battery(options);
  const std::uint64_t seed = whole_number("seed", options.seed, {});
  const int jobs = jobs_or_all_cores(options.jobs);
  std::optional<std::filesystem::path> folder;
  if (options.out) folder = output_folder(*options.out);
  static_cast<void>(options.pictures.style());  // refused before anything long starts
  if (options.markdown) require_writable(*options.markdown);
  heed_interruptions();

  Report report = run_battery(chosen, {.seed = seed,
                                       .jobs = jobs,
                                       .claim_globs = options.claims,
                                       .theorem = options.theorem,
                                       .interrupted = interruption_requested(),
                                       .progress = print_progress});
  add_program(report.manifest);

  if (folder) write_files(report, *folder, options.pictures);
  if (options.markdown) write_file_atomically(*options.markdown, markdown_summary(report));
  print_output(verdict_table(report, layout_for(STDOUT_FILENO)));
  return exit_code(report, options.strict ? Strictness::strict : Strictness::lenient);
}

}  // namespace benignity
