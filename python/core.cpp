// What the Python package stands on: settings in as keys and texts, results out as the texts and
// numbers that the program writes. Everything that has a shape in Python is made there.
#include <atomic>
#include <bit>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "reports/json/report_json.hpp"
#include "sim/data/arrays/data_set.hpp"
#include "sim/trajectory/engine_choice.hpp"
#include "sim/trajectory/kept_run.hpp"
#include "theory/invalid_input.hpp"
#include "verify/batteries/run_battery.hpp"
#include "verify/experiments/cell_outcome.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/experiments/setting_texts.hpp"
#include "verify/experiments/sweep_csv.hpp"
#include "verify/program/jobs.hpp"
#include "verify/program/manifest.hpp"
#include "verify/program/measurement_text.hpp"
#include "verify/program/prediction_json.hpp"
#include "verify/program/run_files.hpp"
#include "verify/program/sweep_file.hpp"
#include "verify/sweep_store/store.hpp"

namespace py = pybind11;

namespace benignity {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

using Data = std::shared_ptr<const DataSet>;

RunSettings settings_of(const Texts& keys, const Data& data = nullptr) {
  RunSettings given;
  given.data = data;
  SettingsDraft draft(given);
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

NumberFormat format_of(const std::string& name, const py::dtype& type) {
  using Kind = NumberFormat::Kind;
  static const std::map<char, Kind> kinds = {{'b', Kind::boolean},
                                             {'i', Kind::signed_whole},
                                             {'u', Kind::unsigned_whole},
                                             {'f', Kind::real}};
  const auto kind = kinds.find(type.kind());
  const bool is_known =
      kind != kinds.end() && type.itemsize() <= 8 && (type.kind() != 'f' || type.itemsize() >= 4);
  if (!is_known) {
    throw InvalidInput(name, "an array of " + std::string(py::str(py::object(type))),
                       "one of booleans, whole numbers, float32 or float64");
  }
  const bool is_swapped = type.attr("byteorder").cast<std::string>() == ">";
  return {kind->second, type.itemsize(), is_swapped ? std::endian::big : std::endian::little};
}

/// The numbers where NumPy has them; the caller keeps the array.
NumberArray number_array(const std::string& name, const py::array& array) {
  NumberArray numbers{
      name, static_cast<const std::byte*>(array.data()), format_of(name, array.dtype()), {}, {}};
  for (py::ssize_t axis = 0; axis < array.ndim(); ++axis) {
    if (array.shape(axis) < 1) throw InvalidInput(name, "an empty array", "one with numbers");
    numbers.shape.push_back(array.shape(axis));
    numbers.strides.push_back(array.strides(axis));
  }
  return numbers;
}

Data data_of(const py::dict& given) {
  const auto find = [&](const char* name) -> std::optional<NumberArray> {
    if (!given.contains(name)) return std::nullopt;
    return number_array(name, given[name].cast<py::array>());
  };
  DataArrays arrays{find("tokens").value(), find("labels").value(), find("mask"),
                    find("head"),           find("weights"),        find("query"),
                    find("test_tokens"),    find("test_labels"),    find("test_mask")};
  return data_set_of(arrays, "arrays");
}

using MakeArrays = std::function<std::vector<NamedArray>()>;

py::dict made(const MakeArrays& make) {
  const std::vector<NamedArray> arrays = [&] {
    const py::gil_scoped_release release;
    return make();
  }();
  py::dict named;
  for (const NamedArray& array : arrays) {
    named[py::str(array.name)] = py::array_t<double>(array.shape, array.numbers.data());
  }
  return named;
}

/// summary.json, trajectory.csv, and a function that makes the arrays of the last step.
py::tuple simulate_texts(const Texts& keys, const Data& data) {
  const RunSettings asked = settings_of(keys, data);
  const EngineChoice engine = choose_engine(asked);
  const RunSettings settings = with_chosen_engine(asked);
  validate(settings);
  std::atomic<bool> stop = false;
  KeptRun run;
  const auto start = std::chrono::steady_clock::now();
  run_interruptibly(stop, [&] { run = simulate_and_keep(settings, {&stop, nullptr}); });
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const Trajectory& trajectory = run.trajectory;
  return py::make_tuple(summary_json(settings, trajectory, {wall.count(), engine.reason, {}}),
                        trajectory_csv(trajectory),
                        py::cpp_function([arrays = run.arrays] { return made(arrays); }));
}

/// What `benignity measure --json` prints; a Ctrl-C is heeded once it is there.
std::string measure_json(const Texts& keys, const Data& data) {
  const RunSettings settings = settings_of(keys, data);
  std::atomic<bool> stop = false;
  MeasuredData measurement;
  run_interruptibly(stop, [&] { measurement = measured_data(settings); });
  return measurement_json(settings, measurement);
}

std::string verify_json(const std::string& battery_name, const std::vector<std::string>& globs,
                        const std::optional<std::string>& theorem, std::uint64_t seed,
                        const std::string& jobs) {
  const Battery chosen = !battery_name.empty() ? battery(battery_name)
                         : globs.empty()       ? battery_of_theorem(theorem.value())
                                               : battery_with(globs);
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
  py::class_<DataSet, std::shared_ptr<DataSet>>(module, "DataSet")
      .def(py::init([](const py::dict& arrays) {
        return std::const_pointer_cast<DataSet>(data_of(arrays));
      }));
  module.def("simulate_texts", [](const Texts& keys, const std::shared_ptr<DataSet>& data) {
    return simulate_texts(keys, data);
  });
  module.def("measure_json", [](const Texts& keys, const std::shared_ptr<DataSet>& data) {
    return measure_json(keys, data);
  });
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
