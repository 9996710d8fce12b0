#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "sim/data/arrays/number_array.hpp"

namespace benignity {

/// The array of an NPY file, mapped into memory: opening it reads the header alone, and the array
/// keeps the mapping. Throws InvalidInput that names the file where it is no regular file, cannot
/// be read, or is refused by read_npy_header().
[[nodiscard]] NumberArray open_npy(const std::filesystem::path& file);

/// The bytes of an NPY file of version 1 with these numbers in row-major order, as numpy.save
/// writes it.
[[nodiscard]] std::string npy_text(std::span<const std::int64_t> shape,
                                   std::span<const double> numbers);

}  // namespace benignity
