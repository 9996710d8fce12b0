#include "sim/trajectory/simulate.hpp"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <fmt/core.h>

#include "reports/atomic_file.hpp"
#include "reports/figures/draw.hpp"
#include "verify/figures/trajectory_figure.hpp"
#include "verify/program/command.hpp"
#include "verify/program/configuration.hpp"
#include "verify/program/output_folder.hpp"
#include "verify/program/picture_files.hpp"
#include "verify/program/run_files.hpp"

namespace benignity {
namespace {

struct SimulateOptions {
  ConfigurationSources sources;
  std::optional<std::string> out;
  PictureOptions pictures;
};

ExitCode simulate_command(const SimulateOptions& options) {
  const RunSettings settings = read_settings(options.sources);
  validate(settings);
  std::optional<std::filesystem::path> folder;
  if (options.out) folder = output_folder(*options.out);
  const auto start = std::chrono::steady_clock::now();
  const Trajectory trajectory = simulate(settings);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const std::string summary = summary_json(settings, trajectory, wall.count());
  if (folder) {
    write_file_atomically(*folder / "trajectory.csv", trajectory_csv(trajectory));
    write_file_atomically(*folder / "summary.json", summary);
    warn_of_problems(write_figures({trajectory_figure(settings, trajectory)}, *folder,
                                   options.pictures.formats()));
  }
  fmt::print("{}", summary);
  return ExitCode::all_pass;
}

}  // namespace

void add_simulate_command(CLI::App& program, Run& run) {
  CLI::App* command = program.add_subcommand("simulate", "one run: summary.json, trajectory.csv");
  const auto options = std::make_shared<SimulateOptions>();
  command->add_option("--config", options->sources.file, "TOML file of keys");
  command->add_option("--set", options->sources.assignments, "key=value, wins over --config")
      ->allow_extra_args(false);
  command->add_option("--out", options->out, "folder for summary.json and trajectory.csv, .svg");
  add_picture_options(*command, options->pictures);
  command->callback([&run, options] { run = [options] { return simulate_command(*options); }; });
}

}  // namespace benignity
