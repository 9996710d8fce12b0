#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include "python/bindings.hpp"
#include "python/interruptible.hpp"
#include "sim/trajectory/engine_choice.hpp"
#include "sim/trajectory/kept_run.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/program/configuration.hpp"
#include "verify/program/measurement_text.hpp"
#include "verify/program/prediction_json.hpp"
#include "verify/program/run_files.hpp"

namespace benignity::python {
namespace {

namespace py = pybind11;

RunSettings settings_of(const Texts& keys, const Data& data = nullptr) {
  RunSettings given;
  given.data = data;
  SettingsDraft draft(given);
  for (const auto& [key, text] : keys) draft.assign({key, text});
  return draft.resolved();
}

std::string predict_json(const Texts& keys) { return prediction_json(settings_of(keys)); }

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
  KeptRun run;
  const auto start = std::chrono::steady_clock::now();
  run_interruptibly([&](const auto& stop) { run = simulate_and_keep(settings, {&stop, nullptr}); });
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const Trajectory& trajectory = run.trajectory;
  return py::make_tuple(summary_json(settings, trajectory, {wall.count(), engine.reason, {}}),
                        trajectory_csv(trajectory),
                        py::cpp_function([arrays = run.arrays] { return made(arrays); }));
}

/// Ends a measurement at its next checkpoint.
struct Stopped {};

/// What `benignity measure --json` prints.
std::string measure_json(const Texts& keys, const Data& data) {
  const RunSettings settings = settings_of(keys, data);
  MeasuredData measurement;
  run_interruptibly([&](const auto& stop) {
    measurement = measured_data(settings, [&] {
      if (stop) throw Stopped{};
    });
  });
  return measurement_json(settings, measurement);
}

}  // namespace

void bind_runs(py::module_& module) {
  module.def("keys_help", &setting_keys_help);
  module.def("predict_json", &predict_json);
  module.def("simulate_texts", &simulate_texts);
  module.def("measure_json", &measure_json);
}

}  // namespace benignity::python
