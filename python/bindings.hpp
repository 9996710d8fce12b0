#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>

#include "sim/data/arrays/data_set.hpp"

namespace benignity::python {

/// Keys and their values as `--set` has them.
using Texts = std::vector<std::pair<std::string, std::string>>;

/// Null without data.
using Data = std::shared_ptr<DataSet>;

// What the module _core holds, part by part (python/benignity/_core.pyi).
void bind_data(pybind11::module_& module);
void bind_runs(pybind11::module_& module);
void bind_battery(pybind11::module_& module);
void bind_sweep(pybind11::module_& module);

}  // namespace benignity::python
