#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "reports/atomic_file.hpp"
#include "reports/figures/draw.hpp"
#include "sim/trajectory/memory_limit.hpp"
#include "theory/invalid_input.hpp"
#include "verify/experiments/cost.hpp"
#include "verify/experiments/local_workers.hpp"
#include "verify/experiments/run_flips.hpp"
#include "verify/experiments/setting_texts.hpp"
#include "verify/experiments/sweep_csv.hpp"
#include "verify/experiments/sweep_figures.hpp"
#include "verify/program/command.hpp"
#include "verify/program/interruption.hpp"
#include "verify/program/jobs.hpp"
#include "verify/program/manifest.hpp"
#include "verify/program/output_folder.hpp"
#include "verify/program/ranks.hpp"
#include "verify/program/standard_streams.hpp"
#include "verify/program/sweep_file.hpp"
#include "verify/program/sweep_progress.hpp"
#include "verify/sweep_store/run_sweep.hpp"

namespace benignity {
namespace {

SweepSources sources_of(const SweepOptions& options) {
  return {options.config, options.assignments,
          options.yes ? LargePlan::confirmed : LargePlan::refused};
}

/// --out, or the config's name without its ending, in the current folder.
std::string out_folder_name(const SweepOptions& options) {
  return options.out.empty() ? std::filesystem::path(options.config).stem().string() : options.out;
}

std::string mebibytes(double bytes) { return fmt::format("{:.3g} MiB", bytes / (1024.0 * 1024)); }

void announce(const SweepPlan& plan, std::size_t at_a_time) {
  const SweepCost cost = sweep_cost(plan.cells);
  const double memory = cost.largest_bytes * static_cast<double>(at_a_time);
  if (memory > memory_limit_bytes()) {
    throw InvalidInput("jobs", std::to_string(at_a_time),
                       fmt::format("smaller: a cell needs {} and the machine or container has {}",
                                   mebibytes(cost.largest_bytes), mebibytes(memory_limit_bytes())));
  }
  if (const std::string note = label_noise_note(plan); !note.empty()) {
    print_note("sweep: " + note + "\n");
  }
  print_note(fmt::format(
      "sweep: {} cells, {} at a time; roughly {} of computing, at most {} of memory\n",
      plan.cells.size(), at_a_time,
      duration_text(cost.core_seconds / static_cast<double>(at_a_time)), mebibytes(memory)));
}

/// From the store, not from memory: what a resumed sweep shows is what an uninterrupted one would.
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
    print_note(fmt::format("sweep: cell {} ({}) failed: {}\n", cell + 1,
                           swept_values(plan, plan.cells[cell]), failure));
  }
  if (failures == 0) return ExitCode::all_pass;
  print_note(fmt::format("sweep: {} of {} cells failed, see the column failure\n", failures,
                         outcomes.size()));
  return ExitCode::failure;
}

ExitCode sweep_with(Workers& workers, const SweepPlan& plan, const SweepOptions& options) {
  validate(plan);  // every cell before the first one runs, and before a folder is made
  const std::filesystem::path folder = output_folder(out_folder_name(options));
  SweepStore store(folder / "sweep.sqlite", options.resume ? StoreStart::resume : StoreStart::fresh,
                   results_origin());
  announce(plan, workers.capacity());
  SweepProgressLine line;
  const SweepEnd end = run_sweep({plan, store, workers, interruption_requested(),
                                  [&](const SweepProgress& progress) { line.show(progress); }});
  line.end();
  if (end == SweepEnd::interrupted) {
    print_note(fmt::format("sweep: interrupted; finished cells are kept, --resume goes on\n"));
    return ExitCode::interrupted;
  }
  const std::vector<CellOutcome> outcomes = stored_outcomes(plan, store);
  write_file_atomically(folder / "sweep.csv", sweep_csv(plan, outcomes));
  remove_pictures(folder / "figures");  // another grid's would stand beside this table
  warn_of_problems(write_figures(sweep_figures(plan, outcomes), folder / "figures",
                                 options.pictures.formats(), options.pictures.style()));
  print_output((folder / "sweep.csv").string() + "\n");
  return report_failures(plan, outcomes);
}

ExitCode sweep_on_ranks(const SweepOptions& options) {
  const int jobs = options.jobs.empty() ? 1 : jobs_or_all_cores(options.jobs);
  const Ranks ranks;
  if (ranks.owns_store()) {
    const std::unique_ptr<Workers> workers = ranks.workers();
    const SweepPlan plan = read_sweep_plan(sources_of(options));
    if (workers->capacity() == 0) {
      throw InvalidInput("config", options.config, "a file that every rank can read");
    }
    return sweep_with(*workers, plan, options);
  }
  std::optional<SweepPlan> plan;
  try {
    plan = read_sweep_plan(sources_of(options));
  } catch (const InvalidInput&) {
    ranks.decline();  // rank 0 says why
    return ExitCode::all_pass;
  }
  LocalWorkers local(plan->cells, jobs);
  ranks.serve(local);
  return ExitCode::all_pass;
}

}  // namespace

ExitCode run(const SweepOptions& options) {
  static_cast<void>(options.pictures.style());  // refused before anything long starts
  heed_interruptions();
  std::signal(SIGXFSZ, SIG_IGN);  // a write beyond a limit of the file's size is the store's error
  if (Ranks::several()) return sweep_on_ranks(options);
  const int jobs = jobs_or_all_cores(options.jobs);
  const SweepPlan plan = read_sweep_plan(sources_of(options));
  LocalWorkers workers(plan.cells, jobs);
  return sweep_with(workers, plan, options);
}

}  // namespace benignity
