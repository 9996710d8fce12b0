#pragma once

#include <cstdint>

#include "sim/data/arrays/checkpoint.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// X X^T, to the bit product(rows, rows.transpose()), a strip of columns at a time, each of at most
/// so many multiplications (less than a second's work), but the last of up to twice as many; with a
/// checkpoint before each. Throws what the checkpoint does.
[[nodiscard]] Matrix<double> gram_matrix(const RowMatrix<double>& rows,
                                         const Checkpoint& checkpoint,
                                         std::int64_t multiplications = 2'000'000'000);

}  // namespace benignity
