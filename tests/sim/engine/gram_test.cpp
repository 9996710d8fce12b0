#include "sim/engine/gram.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "tests/support/small_runs.hpp"
#include "theory/scalar.hpp"

namespace benignity::testing {
namespace {

TEST_CASE("gram equals dense to 1e-40 in every logit over 100 steps at 50 digits") {
  double largest_movement = 0;
  for (std::uint64_t replicate = 0; replicate < 12; ++replicate) {
    const Parameters parameters = random_small_parameters(replicate);
    CAPTURE(replicate, parameters.samples, parameters.tokens, parameters.dimension);
    const TrainingSet set = draw_training_set(parameters, 1, replicate);
    auto dense = dense_start<Float50>(parameters, set, 1, replicate);
    auto gram = gram_start<Float50>(parameters, set, 1, replicate);
    const Vector<Float50> first_logits = dense.logits();
    const Float50 alpha(parameters.step_size);
    double worst = 0;
    for (int step = 0; step <= 100; ++step) {
      worst = std::max(worst, largest_entry(dense.logits() - gram.logits()));
      worst = std::max(worst,
                       largest_entry(dense.response().coefficients - gram.response().coefficients));
      const Float50 query_error = dense.query().squaredNorm() - gram.query_norm2();
      worst = std::max(worst, static_cast<double>(abs(query_error)));
      dense.step(alpha);
      gram.step(alpha);
    }
    CHECK(worst < 1e-40);
    largest_movement = std::max(largest_movement, largest_entry(dense.logits() - first_logits));
    CHECK(largest_entry(dense.logits() - first_logits) > 1e-2);
  }
  CHECK(largest_movement > 3);  // far beyond the linear start
}

TEMPLATE_TEST_CASE("gram equals dense to a few thousand epsilon in every scalar", "", float, double,
                   long double, Float50, Float100) {
  const Parameters parameters = random_regular_parameters(3);
  const TrainingSet set = draw_training_set(parameters, 1, 3);
  auto dense = dense_start<TestType>(parameters, set, 1, 3);
  auto gram = gram_start<TestType>(parameters, set, 1, 3);
  const auto alpha = static_cast<TestType>(parameters.step_size);
  for (int step = 0; step < 30; ++step) {
    dense.step(alpha);
    gram.step(alpha);
  }
  const double epsilon = static_cast<double>(std::numeric_limits<TestType>::epsilon());
  CHECK(largest_entry(dense.logits() - gram.logits()) < 3000 * epsilon);
  CHECK(largest_entry(dense.logits()) > 0.1);
}

TEST_CASE("gram in double stays within 1e-10 of 100 digits over 100 steps") {
  const Parameters parameters = random_regular_parameters(5);
  const TrainingSet set = draw_training_set(parameters, 1, 5);
  const auto start = explicit_gram_start<double>(parameters, set, 1, 5).start;
  GramDescent<double> narrow(start.problem, start.state);
  GramDescent<Float100> wide(attention_problem<Float100>(parameters, set),
                             promote<Float100>(start.state));
  for (int step = 0; step < 100; ++step) {
    narrow.step(parameters.step_size);
    wide.step(Float100(parameters.step_size));
  }
  CHECK(largest_entry(narrow.logits().cast<Float100>() - wide.logits()) < 1e-10);
}

TEST_CASE("a step reads only the lower triangles") {
  const Parameters parameters = random_regular_parameters(2);
  const TrainingSet set = draw_training_set(parameters, 1, 2);
  const auto start = explicit_gram_start<double>(parameters, set, 1, 2).start;
  GramState<double> spoilt = start.state;
  spoilt.kernel.triangularView<Eigen::StrictlyUpper>().setConstant(1e6);
  spoilt.weighted_kernel.triangularView<Eigen::StrictlyUpper>().setConstant(-1e6);
  GramDescent<double> first(start.problem, start.state);
  GramDescent<double> second(start.problem, spoilt);
  for (int step = 0; step < 5; ++step) {
    first.step(0.05);
    second.step(0.05);
  }
  CHECK(first.logits() == second.logits());
}

TEST_CASE("passive vectors ride along: more of them change nothing for the tokens") {
  const Parameters parameters = random_regular_parameters(4);
  const TrainingSet set = draw_training_set(parameters, 1, 4);
  const auto start = explicit_gram_start<double>(parameters, set, 1, 4).start;
  const Eigen::Index active = start.problem.head_values.size();
  GramState<double> bare{start.state.kernel.topLeftCorner(active, active),
                         start.state.weighted_kernel.topLeftCorner(active, active),
                         start.state.logits.head(active), start.state.query_norm2};
  GramDescent<double> with(start.problem, start.state);
  GramDescent<double> without(start.problem, bare);
  for (int step = 0; step < 20; ++step) {
    with.step(0.05);
    without.step(0.05);
  }
  CHECK((with.logits().head(active) - without.logits()).norm() < 1e-13);
  CHECK(with.response().coefficients.tail(2).isZero(0));
}

TEST_CASE("a step of size zero moves nothing") {
  const Parameters parameters = random_regular_parameters(6);
  const TrainingSet set = draw_training_set(parameters, 1, 6);
  auto gram = gram_start<double>(parameters, set, 1, 6);
  const GramState<double> before = gram.state();
  gram.step(0);
  CHECK(gram.state().logits == before.logits);
  CHECK(gram.query_norm2() == before.query_norm2);
  CHECK(symmetric(gram.state().weighted_kernel) == symmetric(before.weighted_kernel));
}

TEST_CASE("promotion to a wider scalar is exact and comes back to the bit") {
  const Parameters parameters = random_regular_parameters(7);
  const TrainingSet set = draw_training_set(parameters, 1, 7);
  const GramState<double> state = explicit_gram_start<double>(parameters, set, 1, 7).start.state;
  const auto wide = promote<Float100>(state);
  CHECK(static_cast<double>(Float100(wide.logits(0) - Float100(state.logits(0)))) == 0);
  const auto back = promote<double>(wide);
  CHECK(back.kernel == state.kernel);
  CHECK(back.weighted_kernel == state.weighted_kernel);
  CHECK(back.logits == state.logits);
  CHECK(back.query_norm2 == state.query_norm2);
  CHECK(promote<double>(promote<long double>(state)).kernel == state.kernel);
}

}  // namespace
}  // namespace benignity::testing
