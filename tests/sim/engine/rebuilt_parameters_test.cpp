#include <cstdint>
#include <limits>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/engine/explicit_gram.hpp"
#include "sim/model/products.hpp"
#include "tests/support/small_runs.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace {

/// Largest difference of dense's W, p and W^T p from the rebuilt ones after `steps` steps.
struct RebuildingError {
  double weights = 0;
  double query = 0;
  double direction = 0;
  double movement = 0;  ///< of W, so that agreement is not that of two untouched matrices
};

template <class Real>
RebuildingError rebuilding_error(const Parameters& parameters, std::uint64_t replicate, int steps) {
  const TrainingSet set = draw_training_set(parameters, 3, replicate);
  auto dense = dense_start<Real>(parameters, set, 3, replicate);
  const auto explicit_start = explicit_gram_start<Real>(parameters, set, 3, replicate);
  GramDescent<Real> gram(explicit_start.start.problem, explicit_start.start.state);
  const Eigen::Index active = parameters.samples * parameters.tokens;
  RebuiltParameters<Real> rebuilt(active);
  const auto alpha = static_cast<Real>(parameters.step_size);
  const RowMatrix<Real> first_weights = dense.weights();
  for (int step = 0; step < steps; ++step) {
    rebuilt.step(alpha, gram.response().coefficients, gram.kernel_product());
    gram.step(alpha);
    dense.step(alpha);
  }
  const Vector<Real>& query0 = explicit_start.initial_query;
  const Matrix<Real>& products0 = explicit_start.initial_products;
  const RowMatrix<Real> tokens = set.rows.topRows(active).template cast<Real>();
  const Vector<Real> query = rebuilt.query(query0, products0);
  const RowMatrix<Real> weights =
      first_weights + product(rebuilt.weight_change(query0, products0), tokens);
  const Vector<Real> direction =
      product(first_weights.transpose(), query) +
      product(tokens.transpose(), rebuilt.direction_coefficients(query0, products0, query));
  return {largest_entry(weights - dense.weights()), largest_entry(query - dense.query()),
          largest_entry(direction - dense.attention_direction()),
          largest_entry(weights - first_weights)};
}

TEST_CASE("rebuilt W, p and W^T p equal the dense ones to 1e-40 at 50 digits") {
  for (std::uint64_t replicate = 0; replicate < 8; ++replicate) {
    CAPTURE(replicate);
    const RebuildingError error =
        rebuilding_error<Float50>(random_small_parameters(replicate), replicate, 60);
    CHECK(error.weights < 1e-40);
    CHECK(error.query < 1e-40);
    CHECK(error.direction < 1e-40);
    CHECK(error.movement > 1e-3);
  }
}

TEMPLATE_TEST_CASE("rebuilding works in every scalar, to a few thousand epsilon", "", float, double,
                   long double, Float100) {
  const RebuildingError error = rebuilding_error<TestType>(random_small_parameters(2), 2, 20);
  const double tolerance = 3000 * static_cast<double>(std::numeric_limits<TestType>::epsilon());
  CHECK(error.weights < tolerance);
  CHECK(error.query < tolerance);
  CHECK(error.direction < tolerance);
}

TEST_CASE("from p = 0, the paper's start, the query is rebuilt from the tokens alone") {
  Parameters parameters = random_small_parameters(3);
  parameters.init_query_std = 0;
  const RebuildingError error = rebuilding_error<Float50>(parameters, 3, 60);
  CHECK(error.query < 1e-40);
  CHECK(error.weights < 1e-40);
  CHECK(error.movement > 1e-3);
}

TEST_CASE("before any step the rebuilt parameters are the initial ones") {
  const RebuildingError error = rebuilding_error<Float50>(random_small_parameters(4), 4, 0);
  CHECK(error.query == 0);
  CHECK(error.weights == 0);
  CHECK(error.movement == 0);
}

}  // namespace
}  // namespace benignity::testing
