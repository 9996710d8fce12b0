// What the Python package stands on: settings in as keys and texts, results out as the texts and
// numbers that the program writes. Everything that has a shape in Python is made there.
#include <pybind11/pybind11.h>

#include "python/bindings.hpp"
#include "theory/invalid_input.hpp"
#include "verify/program/manifest.hpp"

PYBIND11_MODULE(_core, module) {
  using namespace benignity;
  pybind11::register_exception<InvalidInput>(module, "InvalidInput", PyExc_ValueError);
  module.def("version", [] { return program_manifest().version; });
  python::bind_data(module);
  python::bind_runs(module);
  python::bind_battery(module);
  python::bind_sweep(module);
}
