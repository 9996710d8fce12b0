#include "sim/trajectory/simulate.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>

#include <fmt/core.h>

#include "reports/atomic_file.hpp"
#include "reports/figures/draw.hpp"
#include "sim/data/arrays/npy_file.hpp"
#include "sim/trajectory/engine_choice.hpp"
#include "sim/trajectory/required_memory.hpp"
#include "theory/invalid_input.hpp"
#include "verify/experiments/run_flips.hpp"
#include "verify/figures/trajectory_figure.hpp"
#include "verify/program/certificate.hpp"
#include "verify/program/command.hpp"
#include "verify/program/interruption.hpp"
#include "verify/program/output_folder.hpp"
#include "verify/program/run_files.hpp"
#include "verify/program/run_progress.hpp"
#include "verify/program/standard_streams.hpp"
#include "verify/program/state_file.hpp"

namespace benignity {
namespace {

/// The proof, in words on standard error and whole in the folder.
ProofSummary certify(const RunSettings& settings, const ExactDraw& draw,
                     const std::optional<std::filesystem::path>& folder) {
  const Parameters& parameters = settings.parameters;
  Question question;
  question.steps = static_cast<std::int64_t>(parameters.steps);
  question.record_every = settings.record_every();
  if (settings.data == nullptr) {
    question.selection_threshold = parameters.selection_threshold;
    question.target_gap = parameters.target_gap();
    question.law = parameters;
  }
  std::atomic<double> reached{0};
  const auto start = std::chrono::steady_clock::now();
  const Proof proof = [&] {
    const RunProgress progress("prove", reached, parameters.steps);
    return prove(draw, question, first_bits, {&interruption_requested(), &reached});
  }();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  if (folder) {
    write_file_atomically(*folder / "certificate.json",
                          certificate_json(settings, draw, question, proof));
  }
  for (const std::string& line : words_of(proof, question)) print_note("proved: " + line + "\n");
  return {proof, wall.count()};
}

Trajectory watched_run(const RunSettings& settings, std::atomic<double>& reached,
                       const RunState& state) {
  const RunProgress progress("simulate", reached, settings.parameters.steps);
  return simulate(settings, {&interruption_requested(), &reached}, state);
}

/// "engine auto is dense (...); the run needs 0.4 GiB"
std::string engine_note(const RunSettings& settings, const EngineChoice& engine) {
  constexpr double gibibyte = 1024.0 * 1024 * 1024;
  return fmt::format("engine auto is {}: {}; the run needs {:.3g} GiB", name(engine.engine),
                     engine.reason, required_bytes(settings) / gibibyte);
}

}  // namespace

ExitCode run(const SimulateOptions& options) {
  static_cast<void>(options.pictures.style());  // refused before anything long starts
  ConfigurationSources sources = options.sources;
  if (options.data)
    sources.assignments.insert(sources.assignments.begin(), "data=" + *options.data);
  std::optional<StateFile> origin;
  if (options.from_state) {
    origin = read_state(*options.from_state);
    sources.base = origin->settings;
  }
  RunSettings asked = read_settings(sources);
  // Of given arrays it is the one engine that has a proof, whatever a step costs.
  if (options.certify && asked.data != nullptr && asked.engine == Engine::automatic) {
    asked.engine = Engine::gram;
  }
  const EngineChoice engine = choose_engine(asked);
  const RunSettings settings = with_chosen_engine(asked);
  if (origin) require_settings_of(*origin, settings);
  validate(settings);
  std::optional<ExactDraw> draw;
  if (options.certify) draw = exact_draw(settings);
  std::optional<std::filesystem::path> folder;
  if (options.out) folder = output_folder(*options.out);
  if (settings.data == nullptr) warn(label_noise_note(settings.parameters));
  if (!engine.reason.empty()) warn(engine_note(settings, engine));
  const auto start = std::chrono::steady_clock::now();
  heed_interruptions();
  std::atomic<double> reached{0};
  std::istringstream from(origin ? origin->numbers : "");
  std::ostringstream to;
  std::vector<NamedArray> arrays;
  NamedArray attention;
  const RunState state{origin ? &from : nullptr, options.save_state ? &to : nullptr,
                       options.save_state ? &arrays : nullptr,
                       options.save_attention ? &attention : nullptr};
  const Trajectory trajectory = watched_run(settings, reached, state);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  std::optional<ProofSummary> proof;
  if (draw) proof = certify(settings, *draw, folder);
  const std::string summary =
      summary_json(settings, trajectory, {wall.count(), engine.reason, proof});
  if (folder) {
    write_file_atomically(*folder / "trajectory.csv", trajectory_csv(trajectory));
    write_file_atomically(*folder / "summary.json", summary);
    if (options.save_state) write_state(*folder, settings, to.str());
    if (options.save_attention) arrays.push_back(std::move(attention));
    for (const NamedArray& array : arrays) {
      write_file_atomically(*folder / (array.name + ".npy"), npy_text(array.shape, array.numbers));
    }
    warn_of_problems(write_figures({trajectory_figure(settings, trajectory)}, *folder,
                                   options.pictures.formats(), options.pictures.style()));
  }
  print_output(summary);
  const double last = trajectory.initial().step + settings.parameters.steps;
  const bool is_proved = !proof || !interruption_requested();
  if (trajectory.final().step >= last && is_proved) return ExitCode::all_pass;
  print_note(fmt::format("simulate: interrupted at step {} of {}; what is there is written\n",
                         trajectory.final().step, last));
  return ExitCode::interrupted;
}

}  // namespace benignity
