#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "python/bindings.hpp"
#include "theory/invalid_input.hpp"
#include "verify/experiments/cell_outcome.hpp"
#include "verify/experiments/setting_texts.hpp"
#include "verify/experiments/sweep_csv.hpp"
#include "verify/program/manifest.hpp"
#include "verify/program/sweep_file.hpp"
#include "verify/sweep_store/store.hpp"

namespace benignity::python {
namespace {

namespace py = pybind11;

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

void bind_sweep(py::module_& module) {
  py::register_exception<SweepError>(module, "SweepError", PyExc_ValueError);
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

}  // namespace benignity::python
