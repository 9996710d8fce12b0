#include <bit>
#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include <pybind11/numpy.h>

#include "python/bindings.hpp"
#include "theory/invalid_input.hpp"

namespace benignity::python {
namespace {

namespace py = pybind11;

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

Data data_set(const py::dict& given) {
  const auto find = [&](const char* name) -> std::optional<NumberArray> {
    if (!given.contains(name)) return std::nullopt;
    return number_array(name, given[name].cast<py::array>());
  };
  DataArrays arrays{find("tokens").value(), find("labels").value(), find("mask"),
                    find("head"),           find("weights"),        find("query"),
                    find("test_tokens"),    find("test_labels"),    find("test_mask")};
  return std::const_pointer_cast<DataSet>(data_set_of(arrays, "arrays"));
}

}  // namespace

void bind_data(py::module_& module) {
  py::class_<DataSet, Data>(module, "DataSet").def(py::init(&data_set));
}

}  // namespace benignity::python
