#pragma once

#include <vector>

#include "sim/model/head_parameters.hpp"
#include "sim/model/heads.hpp"
#include "sim/trajectory/named_array.hpp"

namespace benignity {

/// Row-major numbers of this matrix behind those that are there.
void append_rows(const RowMatrix<double>& matrix, std::vector<double>& numbers);

/// The softmax of the training samples; `logits[h]`: at least nT of head h.
[[nodiscard]] NamedArray softmax_array(const HeadsShape& shape,
                                       const std::vector<Vector<double>>& logits);

/// logits, softmax and head_values; `values`: nT x K of each linear head.
[[nodiscard]] std::vector<NamedArray> training_arrays(const HeadsShape& shape,
                                                      const std::vector<Vector<double>>& logits,
                                                      const std::vector<Matrix<double>>& values);

/// query, weights, keys and queries of the heads, what there is of them, and head: the columns of
/// `linear_heads`.
[[nodiscard]] std::vector<NamedArray> parameter_arrays(const std::vector<HeadParameters>& heads,
                                                       const Matrix<double>& linear_heads);

/// Behind those that are there.
void append_arrays(std::vector<NamedArray> more, std::vector<NamedArray>& arrays);

/// The plain model's samples as those of a model of one head.
[[nodiscard]] HeadsShape plain_shape(std::int64_t samples, std::int64_t tokens,
                                     std::vector<int> observed);

/// nu = |nu| (e_1 - e_2)/sqrt(2), d x 1, of attention_problem().
[[nodiscard]] Matrix<double> plain_linear_head(std::int64_t dimension, double norm);

/// All T logits of each sample from the T - left_out that an engine carries: x_1 has 0 where it is
/// left out, and the others their differences.
[[nodiscard]] Vector<double> all_logits(const Vector<double>& carried, std::int64_t samples,
                                        std::int64_t tokens, std::int64_t left_out);

}  // namespace benignity
