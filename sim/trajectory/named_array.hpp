#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace benignity {

/// Numbers that a run leaves beside its figures, row-major. With H heads and K outputs (1 for two
/// classes); an axis of one head or one output is left out.
///   logits        H x n x T      a = X W^T p
///   softmax       H x n x T      0 where a sample has no token
///   head_values   n x T x K      gamma = X nu
///   test_margins  samples of the test set: Y f, or f_Y less the largest other output
///   query, head   H x d, K x d   p and nu (two classes: d)
///   weights       H x d x d      W; keys and queries (r x d) with key_query
///   attention     records x H x n x T, softmax at each recorded step
struct NamedArray {
  std::string name;
  std::vector<std::int64_t> shape;
  std::vector<double> numbers;
};

}  // namespace benignity
