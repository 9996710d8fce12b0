#include <algorithm>
#include <vector>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "tests/support/random_heads.hpp"

namespace benignity::testing {
namespace {

/// w with x^T w the logit of a token x: W^T p, or W_K^T W_Q p.
Matrix<Float50> attention_direction(const HeadsCase& model, const HeadsPoint& at,
                                    std::size_t head) {
  Matrix<Float50> query = at.queries[head];
  if (model.key_query) query = product(at.query_weights[head], query);
  return product(at.weights[head].transpose(), query);
}

/// sum_t softmax(a)_t x_t of one sample: [paper] model.
Matrix<Float50> attended(const Matrix<Float50>& tokens, const Matrix<Float50>& direction) {
  const Matrix<Float50> weights =
      product(tokens, direction).unaryExpr([](const Float50& a) { return exp(a); });
  return product(tokens.transpose(), weights) / weights.sum();
}

/// The loss that the coming step descends: the mean over its batch of log(1 + e^{-Y f}), or of
/// log sum_k e^{f_k} - f_Y.
Float50 batch_loss(const HeadsCase& model, const HeadsPoint& at) {
  const HeadsShape& shape = model.shape;
  std::vector<Float50> weights;
  model.batches.weigh(weights);
  std::vector<Matrix<Float50>> directions;
  for (std::size_t h = 0; h < at.queries.size(); ++h) {
    directions.push_back(attention_direction(model, at, h));
  }
  Float50 loss = 0;
  for (std::int64_t i = 0; i < shape.samples; ++i) {
    const auto sample = static_cast<std::size_t>(i);
    if (weights[sample] == 0) continue;
    const Matrix<Float50> tokens = model.rows->middleRows(i * shape.tokens, shape.tokens);
    Matrix<Float50> f = Matrix<Float50>::Zero(shape.outputs, 1);
    for (std::size_t h = 0; h < at.queries.size(); ++h) {
      const Matrix<Float50>& nu = at.directions[model.linear_head_of(h)];
      add_product(nu.transpose(), attended(tokens, directions[h]), f);
    }
    if (shape.averaged) f /= Float50(shape.heads);
    const int label = shape.observed[sample];
    if (shape.outputs == 1) {
      loss += weights[sample] * log(1 + exp(-label * f(0)));
    } else {
      const Float50 sum = f.unaryExpr([](const Float50& x) { return exp(x); }).sum();
      loss += weights[sample] * (log(sum) - f(label));
    }
  }
  return loss;
}

/// -dL/dtheta in every entry of one matrix of `at`, by central differences: exact but for
/// h^2 |L'''|/6 + 1e-50 |L|/h, 1e-34 and 1e-33 times numbers of the size of L''' and of the count
/// of operations.
Matrix<Float50> difference_quotients(const HeadsCase& model, HeadsPoint& at,
                                     Matrix<Float50>& theta) {
  const Float50 h("1e-17");
  Matrix<Float50> slopes(theta.rows(), theta.cols());
  for (Eigen::Index j = 0; j < theta.size(); ++j) {
    const Float50 here = theta.data()[j];
    theta.data()[j] = here + h;
    const Float50 above = batch_loss(model, at);
    theta.data()[j] = here - h;
    const Float50 below = batch_loss(model, at);
    theta.data()[j] = here;
    slopes.data()[j] = (below - above) / (2 * h);
  }
  return slopes;
}

/// Everything trains by plain descent with step size 1: theta' - theta = -dL/dtheta.
HeadsCase with_unit_steps(HeadsCase model) {
  model.value_rule = descent_rule<Float50>(1, 0);
  model.rules = {model.value_rule, model.value_rule};
  model.train_values = true;
  return model;
}

HeadsPoint after_one_step(const HeadsCase& model) {
  HeadsDescent<Float50> descent = model.dense();
  descent.step();
  HeadsPoint point;
  for (const auto& head : descent.parts().heads) {
    if (model.key_query) {
      const auto& explicit_head = dynamic_cast<const DenseKeyQueryHead<Float50>&>(*head);
      point.weights.push_back(explicit_head.keys());
      point.query_weights.push_back(explicit_head.queries());
      point.queries.push_back(explicit_head.query());
    } else {
      const auto& explicit_head = dynamic_cast<const DenseHead<Float50>&>(*head);
      point.weights.push_back(explicit_head.weights());
      point.queries.push_back(explicit_head.query());
    }
  }
  for (const auto& head : descent.parts().linear_heads) {
    point.directions.push_back(head->direction().along);
  }
  return point;
}

/// Compares one kind of matrix, head after head; the largest slope that was seen.
Float50 check_slopes(const HeadsCase& model, std::vector<Matrix<Float50>> HeadsPoint::*kind,
                     const HeadsPoint& next) {
  HeadsPoint at = model.start;
  Float50 largest_slope = 0;
  for (std::size_t h = 0; h < (next.*kind).size(); ++h) {
    const Matrix<Float50> expected = difference_quotients(model, at, (at.*kind)[h]);
    const Matrix<Float50> gradient = (next.*kind)[h] - (model.start.*kind)[h];
    CAPTURE(h);
    CHECK((gradient - expected).cwiseAbs().maxCoeff() < 1e-29);
    largest_slope = std::max(largest_slope, expected.cwiseAbs().maxCoeff());
  }
  return largest_slope;
}

TEST_CASE("a step of any model is minus the gradient of its loss, to 1e-29 in every entry",
          "[slow]") {
  for (std::uint64_t number = 100; number < 130; ++number) {
    const HeadsCase model = with_unit_steps(RandomHeads(number));
    CAPTURE(number, model.dimension(), model.shape.samples, model.shape.tokens, model.shape.heads,
            model.shape.outputs, model.shape.averaged, model.key_query,
            model.start.directions.size());
    const HeadsPoint next = after_one_step(model);
    // Slopes are of order 1e-3 to 1, so that a missing term is not lost in the tolerance.
    CHECK(check_slopes(model, &HeadsPoint::weights, next) > 1e-6);
    CHECK(check_slopes(model, &HeadsPoint::queries, next) > 1e-6);
    CHECK(check_slopes(model, &HeadsPoint::directions, next) > 1e-6);
    if (model.key_query) CHECK(check_slopes(model, &HeadsPoint::query_weights, next) > 1e-6);
  }
}

TEST_CASE("every kind of model is among the thirty whose gradients are compared") {
  int averaged = 0, classes = 0, batches = 0, key_query = 0, independent = 0;
  for (std::uint64_t number = 100; number < 130; ++number) {
    const RandomHeads model(number);
    std::vector<double> weights;
    model.batches.weigh(weights);
    const bool several = model.shape.heads > 1;
    averaged += several && model.shape.averaged;
    classes += model.shape.outputs > 1;
    batches += std::count(weights.begin(), weights.end(), 0.0) > 0;
    key_query += model.key_query;
    independent += several && model.start.directions.size() > 1;
  }
  for (const int count : {averaged, classes, batches, key_query, independent}) {
    CHECK((count >= 3 && count <= 27));
  }
}

}  // namespace
}  // namespace benignity::testing
