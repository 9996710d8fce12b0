#include "sim/trajectory/training_arrays.hpp"

#include <cmath>
#include <functional>
#include <utility>

namespace benignity {
namespace {

using Shape = std::vector<std::int64_t>;

/// With an axis of `count` in front, or behind, where it is more than one.
Shape counted_first(std::size_t count, Shape shape) {
  if (count > 1) shape.insert(shape.begin(), static_cast<std::int64_t>(count));
  return shape;
}
Shape counted_last(Shape shape, Eigen::Index count) {
  if (count > 1) shape.push_back(count);
  return shape;
}

/// What the heads have of one kind, nothing where it is empty.
void add(std::vector<NamedArray>& arrays, const char* name,
         const std::vector<HeadParameters>& heads, Shape shape,
         const std::function<RowMatrix<double>(const HeadParameters&)>& part) {
  NamedArray array{name, counted_first(heads.size(), std::move(shape)), {}};
  for (const HeadParameters& head : heads) append_rows(part(head), array.numbers);
  if (!array.numbers.empty()) arrays.push_back(std::move(array));
}

}  // namespace

void append_rows(const RowMatrix<double>& matrix, std::vector<double>& numbers) {
  numbers.insert(numbers.end(), matrix.data(), matrix.data() + matrix.size());
}

NamedArray softmax_array(const HeadsShape& shape, const std::vector<Vector<double>>& logits) {
  NamedArray array{"softmax", counted_first(logits.size(), {shape.samples, shape.tokens}), {}};
  Vector<double> s(shape.active());
  for (const Vector<double>& of_head : logits) {
    masked_softmax(shape, of_head, s);
    array.numbers.insert(array.numbers.end(), s.begin(), s.end());
  }
  return array;
}

std::vector<NamedArray> training_arrays(const HeadsShape& shape,
                                        const std::vector<Vector<double>>& logits,
                                        const std::vector<Matrix<double>>& values) {
  const Shape of_tokens{shape.samples, shape.tokens};
  NamedArray of_logits{"logits", counted_first(logits.size(), of_tokens), {}};
  for (const Vector<double>& of_head : logits) {
    of_logits.numbers.insert(of_logits.numbers.end(), of_head.begin(),
                             of_head.begin() + shape.active());
  }
  NamedArray of_values{
      "head_values", counted_first(values.size(), counted_last(of_tokens, shape.outputs)), {}};
  for (const Matrix<double>& of_head : values) {
    append_rows(of_head.topRows(shape.active()), of_values.numbers);
  }
  return {std::move(of_logits), softmax_array(shape, logits), std::move(of_values)};
}

std::vector<NamedArray> parameter_arrays(const std::vector<HeadParameters>& heads,
                                         const Matrix<double>& linear_heads) {
  const std::int64_t d = linear_heads.rows();
  const std::int64_t rank = heads.front().keys.rows();
  std::vector<NamedArray> arrays;
  add(arrays, "query", heads, {d}, [](const HeadParameters& head) { return head.query; });
  add(arrays, "weights", heads, {d, d}, [](const HeadParameters& head) { return head.weights; });
  add(arrays, "keys", heads, {rank, d}, [](const HeadParameters& head) { return head.keys; });
  add(arrays, "queries", heads, {rank, d}, [](const HeadParameters& head) { return head.queries; });
  NamedArray head{"head", counted_first(static_cast<std::size_t>(linear_heads.cols()), {d}), {}};
  append_rows(linear_heads.transpose(), head.numbers);
  arrays.push_back(std::move(head));
  return arrays;
}

void append_arrays(std::vector<NamedArray> more, std::vector<NamedArray>& arrays) {
  for (NamedArray& array : more) arrays.push_back(std::move(array));
}

HeadsShape plain_shape(std::int64_t samples, std::int64_t tokens, std::vector<int> observed) {
  HeadsShape shape;
  shape.samples = samples;
  shape.tokens = tokens;
  shape.observed = std::move(observed);
  return shape;
}

Matrix<double> plain_linear_head(std::int64_t dimension, double norm) {
  Matrix<double> head = Matrix<double>::Zero(dimension, 1);
  head(0, 0) = norm / std::sqrt(2.0);
  head(1, 0) = -head(0, 0);
  return head;
}

Vector<double> all_logits(const Vector<double>& carried, std::int64_t samples, std::int64_t tokens,
                          std::int64_t left_out) {
  if (left_out == 0) return carried.head(samples * tokens);
  Vector<double> all = Vector<double>::Zero(samples * tokens);
  const std::int64_t kept = tokens - left_out;
  for (std::int64_t i = 0; i < samples; ++i) {
    all.segment(i * tokens + left_out, kept) = carried.segment(i * kept, kept);
  }
  return all;
}

}  // namespace benignity
