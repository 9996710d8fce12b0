#include "sim/model/attention.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/model/products.hpp"
#include "tests/support/attention_inputs.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace {

TEMPLATE_TEST_CASE("logits of plus and minus 1e4 neither overflow nor lose the selected token", "",
                   float, double, long double, Float50, Float100) {
  AttentionInputs<double> inputs = random_inputs(1, 2, 4, 1);
  inputs.logits.head(8) << 1e4, -1e4, 0, 1e4, -1e4, -1e4, -1e4, 1e4;
  const auto response = response_to(cast<TestType>(inputs));
  for (const TestType& value : response.coefficients) CHECK(abs(value) <= 2);
  CHECK(response.relevant(0) == TestType(1) / 2);
  CHECK(response.relevant(1) < TestType(1e-30));
  const TestType expected = TestType(inputs.problem.labels.observed[1]) *
                            static_cast<TestType>(inputs.problem.head_values(7));
  CHECK(response.margin(1) == expected);
}

TEMPLATE_TEST_CASE("margin and relevant probability are those of the definition", "", float, double,
                   long double, Float50, Float100) {
  for (std::uint64_t replicate = 0; replicate < 10; ++replicate) {
    const AttentionInputs<double> inputs = random_inputs(replicate, 4, 6, 2);
    const auto response = response_to(cast<TestType>(inputs));
    const auto reference = naive_response(cast<Float100>(inputs));
    // Inputs of float are rounded from double once, hence the constant.
    const double tolerance = 64 * static_cast<double>(std::numeric_limits<TestType>::epsilon());
    for (Eigen::Index i = 0; i < 4; ++i) {
      CHECK(static_cast<double>(abs(Float100(response.margin(i)) - reference.margin(i))) <=
            tolerance);
      CHECK(static_cast<double>(abs(Float100(response.relevant(i)) - reference.relevant(i))) <=
            tolerance);
    }
  }
}

TEST_CASE("coefficients sum to zero in every sample and are zero for passive vectors") {
  const bool holds = rc::check([](std::uint64_t replicate, unsigned spread) {
    const AttentionInputs<double> inputs = random_inputs(replicate, 3, 5, spread % 1000);
    const auto coefficients = response_to(inputs).coefficients;
    RC_ASSERT(coefficients.size() == 17);
    RC_ASSERT(coefficients(15) == 0);
    RC_ASSERT(coefficients(16) == 0);
    for (Eigen::Index i = 0; i < 3; ++i) {
      const auto own = coefficients.segment(5 * i, 5);
      RC_ASSERT(std::abs(own.sum()) <=
                32 * std::numeric_limits<double>::epsilon() * own.cwiseAbs().maxCoeff() + 1e-300);
    }
  });
  CHECK(holds);
}

TEST_CASE("a common shift of a sample's logits changes nothing, passive logits change nothing") {
  AttentionInputs<double> inputs = random_inputs(5, 2, 4, 1);
  for (double& logit : inputs.logits) logit = std::round(logit * 1024) / 1024;  // exact shifts
  const auto response = response_to(inputs);
  inputs.logits.head(4).array() += 512;
  inputs.logits.tail(2).array() += 77;
  const auto shifted = response_to(inputs);
  CHECK(shifted.coefficients == response.coefficients);
  CHECK(shifted.margin == response.margin);
}

TEMPLATE_TEST_CASE("a NaN or +infinity logit makes its own sample NaN and leaves the others alone",
                   "", float, double, long double, Float50, Float100) {
  const auto is_nan = [](const TestType& value) { return !(value == value); };
  const auto inputs = cast<TestType>(random_inputs(6, 3, 4, 1));
  const auto untouched = response_to(inputs);
  for (const TestType& bad :
       {std::numeric_limits<TestType>::quiet_NaN(), std::numeric_limits<TestType>::infinity()}) {
    for (const Eigen::Index place : {4, 6}) {
      auto spoilt = inputs;
      spoilt.logits(place) = bad;
      const auto response = response_to(spoilt);
      CHECK(is_nan(response.margin(1)));
      CHECK(is_nan(response.relevant(1)));
      for (Eigen::Index j = 4; j < 8; ++j) CHECK(is_nan(response.coefficients(j)));
      CHECK(is_nan(mean_loss(response)));
      for (const Eigen::Index other : {0, 2}) {
        CHECK(response.margin(other) == untouched.margin(other));
      }
      CHECK(response.coefficients.tail(6) == untouched.coefficients.tail(6));
    }
  }
}

TEMPLATE_TEST_CASE("a logit of -infinity excludes its token", "", float, double, Float50) {
  auto inputs = cast<TestType>(random_inputs(7, 1, 3, 1));
  inputs.logits(1) = -std::numeric_limits<TestType>::infinity();
  const auto excluded = response_to(inputs);
  CHECK(excluded.coefficients(1) == 0);
  inputs.problem.tokens = 2;
  inputs.problem.head_values = Vector<TestType>(inputs.problem.head_values(Eigen::seq(0, 2, 2)));
  inputs.logits = Vector<TestType>(inputs.logits(Eigen::seq(0, 2, 2)));
  const auto without = response_to(inputs);
  CHECK(excluded.margin(0) == without.margin(0));
  CHECK(excluded.coefficients(2) == without.coefficients(1));
}

TEST_CASE("mean_loss is the mean of the samples' losses") {
  const AttentionResponse<double> response{Eigen::Vector3d(-1, 0, 2), {}, {}};
  CHECK(mean_loss(response) ==
        Approx((logistic_loss(-1.0) + std::log(2.0) + logistic_loss(2.0)) / 3).epsilon(1e-15));
}

TEST_CASE("head values of explicit rows are nu^T x with nu along mu_+1 - mu_-1") {
  Parameters parameters;
  parameters.samples = 3;
  parameters.tokens = 3;
  parameters.dimension = 5;
  parameters.chosen_head_norm = 0.7;
  const TrainingSet set = draw_training_set(parameters, 1, 0);
  const Vector<double> difference = set.rows.row(9) - set.rows.row(10);
  const Vector<double> head = 0.7 * difference / difference.norm();
  const auto problem = attention_problem<double>(parameters, set);
  CHECK((problem.head_values - product(set.rows.topRows(9), head)).norm() < 1e-14);
  CHECK(problem.labels.observed == set.labels.observed);
}

}  // namespace
}  // namespace benignity::testing
