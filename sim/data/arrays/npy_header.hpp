#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/data/arrays/number_array.hpp"

namespace benignity {

/// What stands in front of the numbers of an NPY file, versions 1 to 3 (NumPy's NEP 1): magic,
/// version, length, and a Python dictionary of descr, fortran_order and shape.
struct NpyHeader {
  enum class Order { row_major, column_major };
  NumberFormat format;
  Order order = Order::row_major;
  std::vector<std::int64_t> shape;
  std::int64_t length = 0;  ///< bytes before the first number
};

/// Reads the header at the beginning of `bytes`, those of the whole file. Takes real numbers of 4
/// and 8 bytes, whole ones of 1 to 8 and booleans, little and big endian. Throws InvalidInput that
/// names `file` for anything else, for an extent below 1, and where the shape needs more bytes than
/// the file has, or fewer.
[[nodiscard]] NpyHeader read_npy_header(const std::string& file, std::span<const std::byte> bytes);

/// The header of row-major doubles of this shape in this machine's order; the numbers follow it.
[[nodiscard]] std::string npy_header_text(std::span<const std::int64_t> shape);

}  // namespace benignity
