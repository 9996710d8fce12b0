#include <cstdint>

#include <catch2/catch.hpp>

#include "sim/engine/flow.hpp"
#include "sim/model/attention.hpp"
#include "sim/model/products.hpp"
#include "tests/support/small_flows.hpp"

namespace benignity {
namespace {

using testing::flow_from;
using testing::largest_entry;
using testing::random_start;
using testing::run_until;
using testing::symmetric;

/// (6.1) with full matrices, nothing shared with the engine but respond().
struct FullState {
  Matrix<double> weighted_kernel;
  Vector<double> logits;
  double query_norm2;

  [[nodiscard]] FullState plus(const FullState& rate, double length) const {
    return {weighted_kernel + length * rate.weighted_kernel, logits + length * rate.logits,
            query_norm2 + length * rate.query_norm2};
  }
};

FullState full_rate(const AttentionProblem<double>& problem, const Matrix<double>& kernel,
                    const FullState& at) {
  AttentionResponse<double> response;
  respond(problem, at.logits, response);
  const Vector<double>& c = response.coefficients;
  const Vector<double> k = product(kernel, c);
  return {product(at.logits, k.transpose()) + product(k, at.logits.transpose()),
          product(at.weighted_kernel, c) + k * at.query_norm2, 2 * at.logits.dot(c)};
}

FullState brute_force(const GramStart<double>& start, double time, int steps) {
  const Matrix<double> kernel = symmetric(start.state.kernel);
  FullState at{symmetric(start.state.weighted_kernel), start.state.logits, start.state.query_norm2};
  const double h = time / steps;
  for (int i = 0; i < steps; ++i) {
    const auto rate = [&](const FullState& state) {
      return full_rate(start.problem, kernel, state);
    };
    const FullState k1 = rate(at);
    const FullState k2 = rate(at.plus(k1, h / 2));
    const FullState k3 = rate(at.plus(k2, h / 2));
    const FullState k4 = rate(at.plus(k3, h));
    at = at.plus(k1, h / 6).plus(k2, h / 3).plus(k3, h / 3).plus(k4, h / 6);
  }
  return at;
}

void check_against_runge_kutta(std::uint64_t replicates, double time) {
  constexpr int steps_a_time = 200;  // five times longer ones are wrong by more than the tolerance
  for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
    const GramStart<double> start = random_start(replicate);
    GramFlow<double> flow = flow_from<double>(start);
    run_until(flow, time);
    const FullState expected = brute_force(start, time, static_cast<int>(time) * steps_a_time);
    INFO("replicate " << replicate);
    const double moved = largest_entry(Vector<double>(flow.logits() - start.state.logits));
    CHECK(moved > 0.005 * time);
    CHECK(largest_entry(Vector<double>(flow.logits() - expected.logits)) < 1e-7);
    CHECK(flow.query_norm2() == Approx(expected.query_norm2).epsilon(1e-7));
    const Matrix<double> reached = symmetric(flow.gram_state().weighted_kernel);
    CHECK(largest_entry(Matrix<double>(reached - expected.weighted_kernel)) <
          1e-7 * largest_entry(expected.weighted_kernel));
  }
}

TEST_CASE("the flow solves its equations: against fixed-step Runge-Kutta on full matrices") {
  check_against_runge_kutta(3, 2);
}

TEST_CASE("the flow solves its equations for longer, against fixed-step Runge-Kutta", "[slow]") {
  check_against_runge_kutta(8, 20);
}

}  // namespace
}  // namespace benignity
