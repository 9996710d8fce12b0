#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace benignity {

/// What a number of an array is in memory: NumPy's dtype, without records and objects.
struct NumberFormat {
  enum class Kind { boolean, signed_whole, unsigned_whole, real };
  Kind kind = Kind::real;
  std::int64_t bytes = 8;  ///< 4 or 8 of a real number, 1 to 8 of a whole one
  std::endian order = std::endian::native;
};

/// Numbers somewhere in memory, read in place: a mapped file or a caller's own pointer, with a
/// stride for each axis as NumPy has it. Copies share the numbers.
struct NumberArray {
  std::string name;  ///< of the file, in complaints
  const std::byte* first = nullptr;
  NumberFormat format;
  std::vector<std::int64_t> shape;              ///< each at least 1
  std::vector<std::int64_t> strides;            ///< in bytes, as many
  std::shared_ptr<const void> owner = nullptr;  ///< keeps the memory, where somebody has to

  [[nodiscard]] std::int64_t size() const;  ///< the product of the shape
};

/// Row-major strides of numbers of so many bytes that lie one after the other, or column-major
/// ones.
[[nodiscard]] std::vector<std::int64_t> row_major_strides(std::span<const std::int64_t> shape,
                                                          std::int64_t bytes);
[[nodiscard]] std::vector<std::int64_t> column_major_strides(std::span<const std::int64_t> shape,
                                                             std::int64_t bytes);

/// "(20, 8, 784)"
[[nodiscard]] std::string shape_text(std::span<const std::int64_t> shape);

/// The numbers along the last axis at entry `line` of the others, which are counted in row-major
/// order. Throws InvalidInput that names file, index and value where one of them is not finite.
void read_line(const NumberArray& array, std::int64_t line, std::span<double> to);

/// All numbers in row-major order; the same complaint.
[[nodiscard]] std::vector<double> read_all(const NumberArray& array);

/// "tokens.npy[3, 0, 12]": the place of the number that is `entry` in row-major order.
[[nodiscard]] std::string place_text(const NumberArray& array, std::int64_t entry);

}  // namespace benignity
