#include "sim/trajectory/simulate.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <fmt/core.h>

#include "reports/file/atomic_file.hpp"
#include "verify/program/command.hpp"
#include "verify/program/configuration.hpp"
#include "verify/program/output_folder.hpp"
#include "verify/program/run_files.hpp"

namespace benignity {
namespace {

ExitCode simulate_command(const ConfigurationSources& sources,
                          const std::optional<std::string>& out) {
  const RunSettings settings = read_settings(sources);
  validate(settings);
  std::optional<std::filesystem::path> folder;
  if (out) folder = output_folder(*out);
  const auto start = std::chrono::steady_clock::now();
  const Trajectory trajectory = simulate(settings);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const std::string summary = summary_json(settings, trajectory, wall.count());
  if (folder) {
    write_file_atomically(*folder / "trajectory.csv", trajectory_csv(trajectory));
    write_file_atomically(*folder / "summary.json", summary);
  }
  fmt::print("{}", summary);
  return ExitCode::all_pass;
}

}  // namespace

void add_simulate_command(CLI::App& program, Run& run) {
  CLI::App* command = program.add_subcommand("simulate", "one run: summary.json, trajectory.csv");
  const auto sources = std::make_shared<ConfigurationSources>();
  const auto out = std::make_shared<std::optional<std::string>>();
  command->add_option("--config", sources->file, "TOML file of keys");
  command->add_option("--set", sources->assignments, "key=value, wins over --config")
      ->allow_extra_args(false);
  command->add_option("--out", *out, "folder for summary.json and trajectory.csv");
  command->callback(
      [&run, sources, out] { run = [sources, out] { return simulate_command(*sources, *out); }; });
}

}  // namespace benignity
