#include "verify/sweep_store/run_sweep.hpp"

#include <chrono>
#include <vector>

#include "verify/experiments/setting_texts.hpp"

namespace benignity {
namespace {

std::vector<std::size_t> missing_cells(const SweepRun& run) {
  std::vector<std::size_t> missing;
  for (std::size_t cell = 0; cell < run.plan.cells.size(); ++cell) {
    if (!run.store.find(content_key(run.plan.cells[cell]))) missing.push_back(cell);
  }
  return missing;
}

}  // namespace

SweepEnd run_sweep(const SweepRun& run) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds patience(100);
  const std::vector<std::size_t> missing = missing_cells(run);
  const std::size_t planned = run.plan.cells.size();
  const Clock::time_point start = Clock::now();
  std::size_t started = 0;
  std::size_t computed = 0;
  const auto give_out = [&] {
    while (!run.interrupted && started < missing.size() &&
           started - computed < run.workers.capacity()) {
      run.workers.start(missing[started++]);
    }
  };
  const auto report = [&] {
    const std::chrono::duration<double> elapsed = Clock::now() - start;
    run.report({planned, planned - missing.size() + computed, computed, elapsed.count()});
  };
  for (give_out(); computed < started; give_out()) {
    if (const auto done = run.workers.finished(patience)) {
      ++computed;
      give_out();  // before the row is written: the thread that came free need not wait for the
                   // disk
      run.store.add(content_key(run.plan.cells[done->cell]), done->outcome);
    }
    report();
  }
  return computed == missing.size() ? SweepEnd::complete : SweepEnd::interrupted;
}

}  // namespace benignity
