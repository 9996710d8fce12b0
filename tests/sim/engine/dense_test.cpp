#include "sim/engine/dense.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/model/products.hpp"
#include "tests/support/small_runs.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace {

/// Mean loss of explicit parameters, straight from the model: no engine involved.
Float100 loss_of(const AttentionProblem<Float100>& problem, const RowMatrix<Float100>& rows,
                 const RowMatrix<Float100>& weights, const Vector<Float100>& query) {
  AttentionResponse<Float100> response;
  const Vector<Float100> logits = product(rows, product(weights.transpose(), query));
  respond(problem, logits, response);
  return mean_loss(response);
}

TEST_CASE("a step moves every entry of W and p by -alpha times the loss's finite difference") {
  // Central differences at 100 digits with h = 1e-30: error O(h^2) = 1e-60 and rounding 1e-70.
  for (std::uint64_t replicate = 0; replicate < 5; ++replicate) {
    Parameters parameters = random_small_parameters(replicate);
    parameters.dimension = 6;
    CAPTURE(replicate, parameters.samples, parameters.tokens);
    const TrainingSet set = draw_training_set(parameters, 4, replicate);
    auto dense = dense_start<Float100>(parameters, set, 4, replicate);
    const Float100 alpha(parameters.step_size);
    for (int i = 0; i < 5; ++i) dense.step(alpha);
    RowMatrix<Float100> weights = dense.weights();
    Vector<Float100> query = dense.query();
    const RowMatrix<Float100> rows = set.rows.cast<Float100>();
    dense.step(alpha);

    const Float100 step = pow(Float100(10), -30);
    const auto descent = [&](Float100& entry) {
      const Float100 kept = entry;
      entry = kept + step;
      const Float100 above = loss_of(dense.problem(), rows, weights, query);
      entry = kept - step;
      const Float100 below = loss_of(dense.problem(), rows, weights, query);
      entry = kept;
      return Float100((below - above) / (2 * step));
    };
    double worst = 0;
    double largest = 0;
    const auto compare = [&](const Float100& moved, Float100& entry) {
      const Float100 expected = alpha * descent(entry);
      const Float100 error = moved - entry - expected;
      worst = std::max(worst, static_cast<double>(abs(error)));
      largest = std::max(largest, static_cast<double>(abs(expected)));
    };
    for (Eigen::Index i = 0; i < query.size(); ++i) {
      compare(dense.query()(i), query(i));
      for (Eigen::Index j = 0; j < query.size(); ++j) compare(dense.weights()(i, j), weights(i, j));
    }
    CHECK(worst < 1e-50);
    CHECK(largest > 1e-5);
  }
}

TEMPLATE_TEST_CASE("logits and direction belong to the present W and p", "", float, double,
                   long double, Float50, Float100) {
  const Parameters parameters = random_small_parameters(1);
  const TrainingSet set = draw_training_set(parameters, 4, 1);
  auto dense = dense_start<TestType>(parameters, set, 4, 1);
  const double tolerance = 500 * static_cast<double>(std::numeric_limits<TestType>::epsilon());
  for (int step = 0; step < 3; ++step) {
    const Vector<TestType> direction = product(dense.weights().transpose(), dense.query());
    CHECK(largest_entry(dense.attention_direction() - direction) < tolerance);
    CHECK(largest_entry(dense.logits() - product(set.rows.cast<TestType>().eval(), direction)) <
          tolerance);
    dense.step(static_cast<TestType>(0.05));
  }
}

TEST_CASE("a Gram start computed from explicit data holds the inner products it says") {
  const Parameters parameters = random_small_parameters(5);
  const TrainingSet set = draw_training_set(parameters, 4, 5);
  const RowMatrix<double> weights = initial_weights(parameters, 4, 5);
  const Vector<double> query = draw_query(parameters, 4, 5);
  const auto explicit_start = explicit_gram_start<double>(parameters, set, 4, 5);
  const GramState<double>& state = explicit_start.start.state;
  const Matrix<double> products = product(weights, set.rows.transpose());
  CHECK(largest_entry(explicit_start.initial_products - products) < 1e-13);
  CHECK(largest_entry(symmetric(state.kernel) - product(set.rows, set.rows.transpose())) < 1e-12);
  CHECK(largest_entry(symmetric(state.weighted_kernel) - product(products.transpose(), products)) <
        1e-12);
  CHECK(largest_entry(state.logits - product(products.transpose(), query)) < 1e-13);
  CHECK(state.query_norm2 == Approx(query.squaredNorm()).epsilon(1e-14));
  CHECK(explicit_start.initial_query == query);
}

TEST_CASE("blocks of 64 rows of W leave no seam: d = 63, 64, 65, 130") {
  Parameters parameters = random_small_parameters(6);
  parameters.dimension = GENERATE(63, 64, 65, 130);
  const TrainingSet set = draw_training_set(parameters, 4, 6);
  const auto start = explicit_gram_start<double>(parameters, set, 4, 6);
  const Matrix<double> products = product(initial_weights(parameters, 4, 6), set.rows.transpose());
  CHECK(largest_entry(start.initial_products - products) < 1e-12);
}

}  // namespace
}  // namespace benignity::testing
