// What the Python package stands on: settings in as keys and texts, results out as the texts and
// numbers that the program writes. Everything that has a shape in Python is made there.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "reports/json/report_json.hpp"
#include "sim/trajectory/engine_choice.hpp"
#include "sim/trajectory/simulate.hpp"
#include "theory/invalid_input.hpp"
#include "verify/batteries/run_battery.hpp"
#include "verify/experiments/cell_outcome.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/experiments/setting_texts.hpp"
#include "verify/experiments/sweep_csv.hpp"
#include "verify/program/jobs.hpp"
#include "verify/program/manifest.hpp"
#include "verify/program/prediction_json.hpp"
#include "verify/program/run_files.hpp"
#include "verify/program/sweep_file.hpp"
#include "verify/sweep_store/store.hpp"

namespace py = pybind11;

namespace benignity {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

RunSettings settings_of(const Texts& keys) {
  SettingsDraft draft;
  for (const auto& [key, text] : keys) draft.assign({key, text});
  return draft.resolved();
}

/// Runs `work` on a thread of its own without the interpreter's lock, and lets the interpreter look
/// for signals meanwhile: where one raises (Ctrl-C), `stop` is set, and the exception goes on once
/// the work has ended.
void run_interruptibly(std::atomic<bool>& stop, const std::function<void()>& work) {
  std::mutex mutex;
  std::condition_variable ended;
  bool is_done = false;
  std::exception_ptr failure;
  std::thread worker([&] {
    try {
      work();
    } catch (...) {
      failure = std::current_exception();
    }
    const std::lock_guard lock(mutex);
    is_done = true;
    ended.notify_one();
  });
  bool raised = false;
  const auto wait = [&] {
    const py::gil_scoped_release release;
    std::unique_lock lock(mutex);
    return ended.wait_for(lock, std::chrono::milliseconds(50), [&] { return is_done; });
  };
  while (!wait()) {
    if (!raised && PyErr_CheckSignals() != 0) {
      raised = true;
      stop = true;
    }
  }
  worker.join();
  if (raised) throw py::error_already_set();
  if (failure) std::rethrow_exception(failure);
}

std::string predict_json(const Texts& keys) { return prediction_json(settings_of(keys)); }

std::pair<std::string, std::string> simulate_texts(const Texts& keys) {
  const RunSettings asked = settings_of(keys);
  const EngineChoice engine = choose_engine(asked);
  const RunSettings settings = with_chosen_engine(asked);
  validate(settings);
  std::atomic<bool> stop = false;
  Trajectory trajectory;
  const auto start = std::chrono::steady_clock::now();
  run_interruptibly(stop, [&] { trajectory = simulate(settings, {&stop, nullptr}); });
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {summary_json(settings, trajectory, {wall.count(), engine.reason, {}}),
          trajectory_csv(trajectory)};
}

std::string verify_json(const std::string& battery_name, const std::vector<std::string>& globs,
                        const std::optional<std::string>& theorem, std::uint64_t seed,
                        const std::string& jobs) {
  const Battery chosen = battery_name.empty() ? battery_with(globs) : battery(battery_name);
  std::atomic<bool> stop = false;
  Report report;
  const BatteryRun run{.seed = seed,
                       .jobs = jobs_or_all_cores(jobs),
                       .claim_globs = globs,
                       .theorem = theorem,
                       .interrupted = stop,
                       .progress = {}};
  run_interruptibly(stop, [&] { report = run_battery(chosen, run); });
  add_program(report.manifest);
  return report_to_json(report);
}

py::list claim_list() {
  py::list claims;
  for (const Claim& claim : every_claim()) {
    const ClaimDescription& described = claim.description;
    py::dict fields;
    fields["id"] = described.id;
    fields["kind"] = described.kind;
    fields["theorem"] = described.theorem;
    fields["statement"] = described.statement;
    fields["source"] = described.source;
    fields["hypotheses"] = described.hypotheses;
    fields["method"] = described.method;
    claims.append(fields);
  }
  return claims;
}

/// Dicts, lists, words and numbers as the TOML file that says the same.
TomlValue toml_value(const std::string& key, const py::handle& value) {
  TomlValue plain;
  plain.key = key;
  if (py::isinstance<py::dict>(value)) {
    for (const auto& [name, child] : value.cast<py::dict>()) {
      plain.children.push_back(toml_value(py::str(name), child));
    }
  } else if (py::isinstance<py::list>(value)) {
    plain.kind = TomlValue::Kind::list;
    for (const py::handle child : value) plain.children.push_back(toml_value({}, child));
  } else {
    const bool is_word = py::isinstance<py::str>(value);
    plain.kind = is_word ? TomlValue::Kind::word : TomlValue::Kind::number;
    plain.text = py::str(is_word ? py::reinterpret_borrow<py::object>(value) : py::repr(value));
    if (!is_word) plain.number = value.cast<double>();
  }
  return plain;
}

SweepPlan plan_of(const py::dict& document) {
  SweepPlan plan =
      read_sweep_plan(toml_value({}, document), SweepSources{"", {}, LargePlan::confirmed});
  validate(plan);
  return plan;
}

using Outcome = std::pair<std::vector<std::optional<double>>, std::string>;

Outcome outcome_of(const CellOutcome& cell) {
  return {{cell.figures.begin(), cell.figures.end()}, cell.failure};
}

CellOutcome cell_of(const Outcome& outcome) {
  CellOutcome cell;
  if (outcome.first.size() != cell.figures.size()) {
    throw InvalidInput("outcome", std::to_string(outcome.first.size()) + " figures",
                       "of " + std::to_string(cell.figures.size()) + " figures");
  }
  std::copy(outcome.first.begin(), outcome.first.end(), cell.figures.begin());
  cell.failure = outcome.second;
  return cell;
}

Outcome run_cell_of(const SweepPlan& plan, std::size_t cell) {
  const py::gil_scoped_release release;
  return outcome_of(run_cell(plan.cells.at(cell)));
}

std::string csv_of(const SweepPlan& plan, const std::vector<Outcome>& outcomes) {
  std::vector<CellOutcome> cells;
  for (const Outcome& outcome : outcomes) cells.push_back(cell_of(outcome));
  if (cells.size() != plan.cells.size()) {
    throw InvalidInput("outcomes", std::to_string(cells.size()), "one a cell");
  }
  return sweep_csv(plan, cells);
}

std::optional<Outcome> stored(SweepStore& store, const SweepPlan& plan, std::size_t cell) {
  const std::optional<CellOutcome> found = store.find(content_key(plan.cells.at(cell)));
  if (!found) return std::nullopt;
  return outcome_of(*found);
}

void store_cell(SweepStore& store, const SweepPlan& plan, std::size_t cell,
                const Outcome& outcome) {
  store.add(content_key(plan.cells.at(cell)), cell_of(outcome));
}

}  // namespace
}  // namespace benignity

PYBIND11_MODULE(_core, module) {
  using namespace benignity;
  py::register_exception<InvalidInput>(module, "InvalidInput", PyExc_ValueError);
  py::register_exception<SweepError>(module, "SweepError", PyExc_ValueError);
  module.def("version", [] { return program_manifest().version; });
  module.def("predict_json", &predict_json);
  module.def("simulate_texts", &simulate_texts);
  module.def("verify_json", &verify_json);
  module.def("claims", &claim_list);
  module.def("keys_help", &setting_keys_help);
  py::class_<SweepPlan>(module, "Plan")
      .def(py::init(&plan_of))
      .def("__len__", [](const SweepPlan& plan) { return plan.cells.size(); })
      .def("run_cell", &run_cell_of)
      .def("csv", &csv_of);
  py::class_<SweepStore>(module, "Store")
      .def(py::init([](const std::string& path) {
        return std::make_unique<SweepStore>(path, StoreStart::resume, results_origin());
      }))
      .def("find", &stored)
      .def("add", &store_cell);
}
