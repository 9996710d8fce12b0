#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/data/arrays/number_array.hpp"
#include "sim/model/matrix.hpp"

namespace benignity {

/// Samples of T tokens in R^d with their labels.
struct LabelledTokens {
  std::int64_t samples = 0;          ///< n
  std::int64_t tokens = 0;           ///< T
  RowMatrix<double> rows;            ///< nT x d, sample after sample
  std::vector<std::uint8_t> absent;  ///< nT, 1 where mask has 0; empty where every token is there
  std::vector<int> labels;           ///< +1, -1 of two classes, else 0..C-1
};

/// Arrays of somebody's own: what a run is trained on, tested on and started from.
struct DataSet {
  std::string folder;
  std::int64_t classes = 2;
  std::string label_values;  ///< "-1, 1", "0, 1" (1 is class +1) or "0..9"
  LabelledTokens training;
  std::optional<LabelledTokens> test;
  std::optional<Matrix<double>> head;        ///< nu at tau = 0, d x K (K = 1 for two classes)
  std::optional<RowMatrix<double>> weights;  ///< W at tau = 0, d x d
  std::optional<Vector<double>> query;       ///< p at tau = 0, d

  [[nodiscard]] std::int64_t dimension() const { return training.rows.cols(); }
};

/// The arrays of a data set as they lie in memory or in files; those that are not there are absent.
struct DataArrays {
  NumberArray tokens;                      ///< n x T x d
  NumberArray labels;                      ///< n
  std::optional<NumberArray> mask;         ///< n x T, 0 where there is no token
  std::optional<NumberArray> head;         ///< d, or C x d
  std::optional<NumberArray> weights;      ///< d x d, logits a = X W^T p
  std::optional<NumberArray> query;        ///< d
  std::optional<NumberArray> test_tokens;  ///< any number of samples x T x d
  std::optional<NumberArray> test_labels;
  std::optional<NumberArray> test_mask;
};

/// The data set of these arrays, copied as doubles. Labels are exactly {-1, 1}, {0, 1} or 0..C-1.
/// Throws InvalidInput that names the array, the index and the value where a shape does not fit, a
/// number is not finite, a label is no class, a mask is not of 0 and 1 or leaves a sample empty,
/// and where the copy does not fit in memory.
[[nodiscard]] std::shared_ptr<const DataSet> data_set_of(const DataArrays& arrays,
                                                         const std::string& name);

/// The data set of a folder of NPY files named after the arrays (tokens.npy, labels.npy, ...).
[[nodiscard]] std::shared_ptr<const DataSet> read_data_set(const std::filesystem::path& folder);

}  // namespace benignity
