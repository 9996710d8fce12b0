#include "sim/training/linear_rule.hpp"

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "theory/scalar.hpp"

namespace benignity {
namespace {

// Each step rounds numbers of size at most 1e3 a few times: 1e-50 * 1e3 * a few hundred steps.
const Float50 tolerance("1e-43");

std::vector<Float50> after(const LinearRule<Float50>& rule, std::vector<Float50> blocks, int steps,
                           const Float50& gradient) {
  for (int step = 0; step < steps; ++step) apply_rule(rule, gradient, blocks);
  return blocks;
}

TEST_CASE("descent adds alpha G a step, without gradient decay is geometric, 1 - alpha omega") {
  const Float50 alpha("0.3");
  const Float50 omega("0.7");
  const std::vector<Float50> moved = after(descent_rule<Float50>(alpha, 0), {Float50(2)}, 10, 5);
  CHECK(abs(moved[0] - (2 + 10 * alpha * 5)) < tolerance);
  for (const LinearRule<Float50>& rule :
       {descent_rule(alpha, omega), heavy_ball_rule(alpha, Float50("0.9"), omega)}) {
    std::vector<Float50> blocks(static_cast<std::size_t>(rule.blocks()), Float50(0));
    blocks[0] = 2;
    CHECK(abs(after(rule, blocks, 40, 0)[0] - 2 * pow(1 - alpha * omega, 40)) < tolerance);
  }
}

TEST_CASE("heavy ball under a constant gradient: alpha G (1 - beta^k)/(1 - beta) at step k") {
  const Float50 alpha("0.25");
  const Float50 beta("0.8");
  const Float50 gradient("1.5");
  const LinearRule<Float50> rule = heavy_ball_rule<Float50>(alpha, beta, 0);
  std::vector<Float50> blocks{Float50(0), Float50(0)};
  const Float50 limit = gradient * alpha / (1 - beta);
  for (int k = 1; k <= 200; ++k) {
    const Float50 before = blocks[0];
    apply_rule(rule, gradient, blocks);
    CHECK(abs(blocks[0] - before - limit * (1 - pow(beta, k))) < tolerance);
  }
  CHECK(abs(blocks[1] * alpha / limit - 1) < 1e-19);  // beta^200 = 4e-20 short of the limit
}

TEST_CASE("the velocity is G weighted by beta^age, and decay does not touch it") {
  // Decoupled: V <- beta V + G has no omega; an L2 term would put -omega theta into it.
  const Float50 beta("0.6");
  const LinearRule<Float50> rule = heavy_ball_rule<Float50>(Float50("0.1"), beta, Float50(3));
  std::vector<Float50> blocks{Float50(10), Float50(0)};
  Float50 theta = 10;
  Float50 velocity = 0;
  for (int step = 1; step <= 30; ++step) {
    const Float50 gradient = step % 7 - 3;
    velocity = beta * velocity + gradient;
    theta = theta - Float50("0.1") * 3 * theta + Float50("0.1") * velocity;
    apply_rule(rule, gradient, blocks);
    CHECK(abs(blocks[0] - theta) < tolerance);
    CHECK(abs(blocks[1] - velocity) < tolerance);
  }
}

TEST_CASE("a frozen rule keeps every block whatever the gradient, the others are not frozen") {
  const LinearRule<Float50> frozen = frozen_rule<Float50>(2);
  CHECK(after(frozen, {Float50(2), Float50(3)}, 9, 1e9) ==
        std::vector<Float50>{Float50(2), Float50(3)});
  CHECK(is_frozen(frozen));
  CHECK_FALSE(is_frozen(descent_rule<Float50>(1e-9, 0)));
  CHECK_FALSE(is_frozen(heavy_ball_rule<Float50>(1e-9, 0, 0)));
  // No gain, but it decays.
  LinearRule<Float50> shrinking = frozen_rule<Float50>(1);
  shrinking.mixing(0, 0) = Float50("0.5");
  CHECK_FALSE(is_frozen(shrinking));
}

}  // namespace
}  // namespace benignity
