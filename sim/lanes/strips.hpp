#pragma once

#include <cstddef>

namespace benignity {

/// Where a symmetric matrix keeps its lower triangle: strips of 4 columns, each strip a stack of
/// blocks of `side` rows, each block 4 columns one after the other, 64 bytes a column. The stack of
/// strip s starts at the block that holds the diagonal; the diagonal squares (side x side) are kept
/// in full. Rows and columns are padded with zeros in front to whole squares, so that a pass may
/// leave out strips of padding. A pass over the strips in order is one sequential sweep of memory,
/// every load aligned.
template <class Real>
struct Strips {
  static constexpr std::ptrdiff_t width = 4;
  static constexpr std::ptrdiff_t side = 64 / sizeof(Real);
  static constexpr std::ptrdiff_t per_square = side / width;  ///< strips that share a square

  std::ptrdiff_t size = 0;  ///< M

  [[nodiscard]] std::ptrdiff_t blocks() const { return (size + side - 1) / side; }
  [[nodiscard]] std::ptrdiff_t padded() const { return blocks() * side; }
  /// Zeros in front: row i of the matrix is row i + padding() of the strips.
  [[nodiscard]] std::ptrdiff_t padding() const { return padded() - size; }
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
  /// Index of entry (i, j) of the matrix, i >= j or both in one diagonal square.
  [[nodiscard]] std::ptrdiff_t index(std::ptrdiff_t i, std::ptrdiff_t j) const {
    const std::ptrdiff_t column = j + padding();
    const std::ptrdiff_t s = column / width;
    const std::ptrdiff_t below = i + padding() - first_row(s);
    return offset(s) + below / side * side * width + column % width * side + below % side;
  }
  [[nodiscard]] bool share_a_square(std::ptrdiff_t i, std::ptrdiff_t j) const {
    return (i + padding()) / side == (j + padding()) / side;
  }
};

}  // namespace benignity
