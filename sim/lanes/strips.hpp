#pragma once

#include <cstddef>

namespace benignity {

/// Where a symmetric matrix keeps its lower triangle: strips of 4 columns, each strip a stack of
/// blocks of `side` rows, each block 4 columns one after the other, 64 bytes a column. The stack of
/// strip s starts at the block that holds the diagonal; the diagonal squares (side x side) are kept
/// in full. Rows are padded with zeros to whole blocks. A pass over the strips in order is one
/// sequential sweep of memory, every load aligned.
template <class Real>
struct Strips {
  static constexpr std::ptrdiff_t width = 4;
  static constexpr std::ptrdiff_t side = 64 / sizeof(Real);
  static constexpr std::ptrdiff_t per_square = side / width;  ///< strips that share a square

  std::ptrdiff_t size = 0;  ///< M

  [[nodiscard]] std::ptrdiff_t blocks() const { return (size + side - 1) / side; }
  [[nodiscard]] std::ptrdiff_t padded() const { return blocks() * side; }
  [[nodiscard]] std::ptrdiff_t count() const { return padded() / width; }
  /// First row of strip s.
  [[nodiscard]] static std::ptrdiff_t first_row(std::ptrdiff_t s) { return s / per_square * side; }
  /// Index of the first number of strip s; of strip count(): how many numbers there are.
  [[nodiscard]] std::ptrdiff_t offset(std::ptrdiff_t s) const {
    const std::ptrdiff_t square = s / per_square;
    const std::ptrdiff_t blocks_before =
        per_square * (square * blocks() - square * (square - 1) / 2) +
        s % per_square * (blocks() - square);
    return blocks_before * side * width;
  }
  /// Index of entry (i, j), i >= j or both in one diagonal square.
  [[nodiscard]] std::ptrdiff_t index(std::ptrdiff_t i, std::ptrdiff_t j) const {
    const std::ptrdiff_t s = j / width;
    const std::ptrdiff_t below = i - first_row(s);
    return offset(s) + below / side * side * width + j % width * side + below % side;
  }
};

}  // namespace benignity
