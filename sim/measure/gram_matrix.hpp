#pragma once

#include "sim/data/arrays/checkpoint.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// X X^T, to the bit product(rows, rows.transpose()), a strip of columns at a time: each less than
/// a second's work, with a checkpoint before it. Throws what the checkpoint does.
[[nodiscard]] Matrix<double> gram_matrix(const RowMatrix<double>& rows,
                                         const Checkpoint& checkpoint);

}  // namespace benignity
