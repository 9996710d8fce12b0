#include <atomic>
#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "reports/atomic_file.hpp"
#include "reports/figures/draw.hpp"
#include "sim/trajectory/results_version.hpp"
#include "theory/invalid_input.hpp"
#include "verify/experiments/cost.hpp"
#include "verify/experiments/local_workers.hpp"
#include "verify/experiments/run_sweep.hpp"
#include "verify/experiments/setting_texts.hpp"
#include "verify/experiments/sweep_csv.hpp"
#include "verify/experiments/sweep_figures.hpp"
#include "verify/program/command.hpp"
#include "verify/program/jobs.hpp"
#include "verify/program/manifest.hpp"
#include "verify/program/output_folder.hpp"
#include "verify/program/picture_files.hpp"
#include "verify/program/ranks.hpp"
#include "verify/program/sweep_file.hpp"
#include "verify/program/sweep_progress.hpp"

namespace benignity {
namespace {

// The one flag a signal handler may set.
std::atomic<bool> interrupt_requested{false};
static_assert(std::atomic<bool>::is_always_lock_free);

struct SweepOptions {
  SweepSources sources;
  std::string jobs;
  std::string out;
  bool resume = false;
  bool yes = false;
  PictureOptions pictures;
};

/// The first signal lets the cells under way finish; a second one ends the program, which the store
/// survives. A write beyond a limit of the file's size is an error, not a signal.
void handle_signals() {
  const auto request = [](int signal) {
    interrupt_requested = true;
    std::signal(signal, SIG_DFL);
  };
  std::signal(SIGINT, request);
  std::signal(SIGTERM, request);
  std::signal(SIGXFSZ, SIG_IGN);
}

/// Cells allocate and free the same matrices over and over. glibc would take each from the system
/// and give it back; kept in the heap they cost a quarter less of a small cell's whole time.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int largest_accepted = 1 << 25;
  constexpr int never = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, largest_accepted);
  mallopt(M_TRIM_THRESHOLD, never);
#endif
}

/// Where a cell's numbers come from: the same text, the same bits.
std::string origin() {
  const Manifest manifest = program_manifest();
  return fmt::format("benignity {} (results {}, {}, {}, {})", manifest.version, results_version,
                     manifest.compiler, manifest.flags, manifest.instruction_set);
}

/// --out, or the config's name without its ending, in the current folder.
std::string out_folder_name(const SweepOptions& options) {
  return options.out.empty() ? std::filesystem::path(options.sources.file).stem().string()
                             : options.out;
}

std::string mebibytes(double bytes) { return fmt::format("{:.3g} MiB", bytes / (1024.0 * 1024)); }

void announce(const SweepPlan& plan, std::size_t at_a_time) {
  const SweepCost cost = sweep_cost(plan.cells);
  const double memory = cost.largest_bytes * static_cast<double>(at_a_time);
  if (memory > physical_memory_bytes()) {
    throw InvalidInput(
        "jobs", std::to_string(at_a_time),
        fmt::format("smaller: a cell needs {} and the machine has {}",
                    mebibytes(cost.largest_bytes), mebibytes(physical_memory_bytes())));
  }
  fmt::print(stderr,
             "sweep: {} cells, {} at a time; roughly {} of computing, at most {} of memory\n",
             plan.cells.size(), at_a_time,
             duration_text(cost.core_seconds / static_cast<double>(at_a_time)), mebibytes(memory));
}

std::vector<CellOutcome> stored_outcomes(const SweepPlan& plan, SweepStore& store) {
  std::vector<CellOutcome> outcomes;
  for (const RunSettings& cell : plan.cells) outcomes.push_back(*store.find(content_key(cell)));
  return outcomes;
}

ExitCode report_failures(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes) {
  std::size_t failures = 0;
  for (std::size_t cell = 0; cell < outcomes.size(); ++cell) {
    const std::string& failure = outcomes[cell].failure;
    if (failure.empty() || failures++ > 0) continue;
    fmt::print(stderr, "sweep: cell {} ({}) failed: {}\n", cell + 1,
               swept_values(plan, plan.cells[cell]), failure);
  }
  if (failures == 0) return ExitCode::all_pass;
  fmt::print(stderr, "sweep: {} of {} cells failed, see the column failure\n", failures,
             outcomes.size());
  return ExitCode::failure;
}

ExitCode sweep_with(Workers& workers, const SweepPlan& plan, const SweepOptions& options) {
  validate(plan);
  const std::filesystem::path folder = output_folder(out_folder_name(options));
  SweepStore store(folder / "sweep.sqlite", options.resume ? StoreStart::resume : StoreStart::fresh,
                   origin());
  announce(plan, workers.capacity());
  SweepProgressLine line;
  const SweepEnd end = run_sweep({plan, store, workers, interrupt_requested,
                                  [&](const SweepProgress& progress) { line.show(progress); }});
  line.end();
  if (end == SweepEnd::interrupted) {
    fmt::print(stderr, "sweep: interrupted; finished cells are kept, --resume goes on\n");
    return ExitCode::interrupted;
  }
  const std::vector<CellOutcome> outcomes = stored_outcomes(plan, store);
  write_file_atomically(folder / "sweep.csv", sweep_csv(plan, outcomes));
  warn_of_problems(
      write_figures(sweep_figures(plan, outcomes), folder / "figures", options.pictures.formats()));
  fmt::print("{}\n", (folder / "sweep.csv").string());
  return report_failures(plan, outcomes);
}

ExitCode sweep_on_ranks(const SweepOptions& options) {
  const int jobs = options.jobs.empty() ? 1 : jobs_or_all_cores(options.jobs);
  const Ranks ranks;
  if (ranks.owns_store()) {
    const std::unique_ptr<Workers> workers = ranks.workers();
    const SweepPlan plan = read_sweep_plan(options.sources);
    if (workers->capacity() == 0) {
      throw InvalidInput("config", options.sources.file, "a file that every rank can read");
    }
    return sweep_with(*workers, plan, options);
  }
  std::optional<SweepPlan> plan;
  try {
    plan = read_sweep_plan(options.sources);
  } catch (const InvalidInput&) {
    ranks.decline();  // rank 0 says why
    return ExitCode::all_pass;
  }
  LocalWorkers local(plan->cells, jobs);
  ranks.serve(local);
  return ExitCode::all_pass;
}

ExitCode sweep(const SweepOptions& options) {
  handle_signals();
  keep_freed_memory();
  if (Ranks::several()) return sweep_on_ranks(options);
  const int jobs = jobs_or_all_cores(options.jobs);
  const SweepPlan plan = read_sweep_plan(options.sources);
  LocalWorkers workers(plan.cells, jobs);
  return sweep_with(workers, plan, options);
}

}  // namespace

void add_sweep_command(CLI::App& program, Run& run) {
  CLI::App* command = program.add_subcommand("sweep", "a grid of runs: sweep.csv, figures");
  const auto options = std::make_shared<SweepOptions>();
  command->add_option("--config", options->sources.file, "TOML file of keys and [sweep]")
      ->required();
  command->add_option("--set", options->sources.assignments, "key=value, wins over --config")
      ->allow_extra_args(false);
  command->add_option("--jobs", options->jobs,
                      "threads (under mpirun: of each rank); the results do not depend on it");
  command->add_flag("--resume", options->resume, "go on with the store in --out");
  command->add_flag("--yes", options->yes, "also more than 100,000 cells");
  command->add_option(
      "--out", options->out,
      "folder for sweep.csv, sweep.sqlite and figures; default: the name of the config");
  add_picture_options(*command, options->pictures);
  command->callback([&run, options] {
    options->sources.large_plan = options->yes ? LargePlan::confirmed : LargePlan::refused;
    run = [options] { return sweep(*options); };
  });
}

}  // namespace benignity
