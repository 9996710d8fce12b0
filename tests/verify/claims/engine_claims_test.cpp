#include "verify/claims/engine/engine_claims.hpp"

#include <array>
#include <cmath>
#include <limits>

#include <boost/multiprecision/eigen.hpp>
#include <catch2/catch.hpp>

#include "sim/engine/explicit_gram.hpp"
#include "sim/engine/sampled.hpp"
#include "tests/support/claim_contexts.hpp"
#include "theory/elementary.hpp"
#include "theory/two_layer_network.hpp"
#include "verify/batteries/battery.hpp"
#include "verify/claims/engine/dense_beside_gram.hpp"
#include "verify/statistics/kolmogorov_smirnov.hpp"

namespace benignity {
namespace {

/// Passes at a seed other than the battery's default, with a trace of rounding: an error of exactly
/// 0 would mean that nothing was compared.
void check_rounded_pass(const Claim& claim) {
  const Finding finding = testing::check_pass(claim, testing::uninterrupted_at(7));
  INFO(claim.description.id);
  REQUIRE(!finding.measurements.empty());
  CHECK(finding.measurements[0].observed > 0);
}

double largest_logit_error(const Vector<Float50>& errors) {
  LargestError largest;
  largest.see_entries(errors);
  return largest.value();
}

TEST_CASE("NaN is the largest error there is") {
  LargestError largest;
  CHECK(largest.value() == 0);
  largest.see(-3);
  largest.see(2);
  CHECK(largest.value() == 3);
  largest.see(std::nan(""));
  largest.see(5);
  CHECK(std::isnan(largest.value()));
  LargestError of_entries;
  Matrix<double> errors = Matrix<double>::Ones(3, 3);
  errors(1, 1) = std::nan("");
  of_entries.see_entries(errors);
  CHECK(!(of_entries.value() <= 1e300));
  LargestError infinite;
  infinite.see(-std::numeric_limits<double>::infinity());
  CHECK(infinite.value() == std::numeric_limits<double>::infinity());
}

TEST_CASE("every claim heeds an interruption", "[slow]") {
  const std::atomic<bool> interrupted{true};
  for (const Claim& claim : every_claim()) {
    INFO(claim.description.id);
    CHECK_THROWS_AS(claim.check({1, 0.002, interrupted}), Interrupted);
  }
}

TEST_CASE("the identities of the Gram engine hold at another seed", "[slow]") {
  check_rounded_pass(congruence_claim());
  check_rounded_pass(rebuilt_parameters_claim());
  check_rounded_pass(gram_equals_dense_claim());
}

TEST_CASE("the gradients equal finite differences at another seed", "[slow]") {
  check_rounded_pass(attention_gradient_claim());
  check_rounded_pass(two_layer_gradient_claim());
}

TEST_CASE("sampled and gram have one law at another seed") {
  testing::check_pass(sampled_law_claim(), testing::uninterrupted_at(7));
}

TEST_CASE("double stays beside its shadow at another seed", "[slow]") {
  check_rounded_pass(double_shadow_claim(200));
}

TEST_CASE("one claimed digit less in the step size would be seen in the logits") {
  // gram_equals_dense with alpha off by 1e-38 of itself in one of the two engines.
  DenseBesideGram pair(1, 0);
  GramDescent<Float50> off(pair.gram().problem(), pair.gram().state());
  const Float50 step_size = pair.step_size() * (1 + Float50(1e-38));
  for (int tau = 0; tau < 100; ++tau) {
    pair.step();
    off.step(step_size);
  }
  CHECK(largest_logit_error(pair.dense().logits() - pair.gram().logits()) <= 1e-40);
  CHECK(largest_logit_error(pair.dense().logits() - off.logits()) > 1e-40);
}

TEST_CASE("parameters rebuilt one step late are told from the trained ones") {
  DenseBesideGram trained(1, 100);
  DenseBesideGram late(1, 100);
  trained.step();
  for (int tau = 1; tau < 10; ++tau) {
    trained.step();
    late.step();
  }
  CHECK(largest_logit_error(trained.dense().query() - trained.rebuilt_query()) <= 1e-40);
  CHECK(largest_logit_error(trained.dense().query() - late.rebuilt_query()) > 1e-6);
}

TEST_CASE("float does not stay within 1e-8 of double: the shadow's tolerance can be missed") {
  Parameters paper;
  const GramStart<double> start =
      explicit_gram_start<double>(paper, draw_training_set(paper, 1, 0), 1, 0).start;
  GramDescent<double> run(start.problem, start.state);
  GramDescent<float> coarse({start.problem.samples, start.problem.tokens, start.problem.labels,
                             start.problem.head_values.cast<float>()},
                            promote<float>(start.state));
  LargestError worst;
  for (int tau = 0; tau < 100; ++tau) {
    run.step(paper.step_size);
    coarse.step(static_cast<float>(paper.step_size));
    worst.see_entries(run.logits() - coarse.logits().cast<double>());
  }
  CHECK(worst.value() > 1e-8);
}

TEST_CASE("a wrong activation derivative is far from the finite difference") {
  using Network = TwoLayerNetwork<double, Softplus<double>>;
  using Wrong = TwoLayerNetwork<double, Relu<double>>;
  Network::Matrix inputs(2, 3);
  inputs << 0.3, -1, 0.7, 1.1, 0.2, -0.4;
  Network::Matrix weights(2, 3);
  weights << 0.5, 0.1, -0.3, -0.2, 0.8, 0.4;
  Network::Vector head(2);
  head << 1, -0.5;
  const Network network(inputs, {1, -1}, head);
  const Wrong wrong(inputs, {1, -1}, head);
  const double h = 1e-6;
  Network::Matrix moved = weights;
  moved(0, 0) += h;
  const double above = network.loss(moved);
  moved(0, 0) -= 2 * h;
  const double slope = (network.loss(moved) - above) / (2 * h);
  CHECK(std::abs(network.descent_direction(weights)(0, 0) - slope) <= 1e-8);
  CHECK(std::abs(wrong.descent_direction(weights)(0, 0) - slope) > 1e-3);
}

TEST_CASE("two dimensions more or 10% more weight are seen in the sampled law") {
  // A quarter of the claim's draws: n = 2, T = 3, d = 11; the level for one figure is 0.002/9.
  Parameters truth;
  truth.samples = 2;
  truth.tokens = 3;
  truth.dimension = 11;
  truth.signal_norm = 2;
  truth.weak_signal = 0.3;
  truth.label_noise = 0.4;
  truth.chosen_init_weight_std = 0.4;
  truth.init_query_std = 0.5;
  Parameters wide = truth;
  wide.dimension = 13;
  Parameters heavy = truth;
  heavy.chosen_init_weight_std = 0.44;
  struct Draws {
    std::vector<double> kernel;
    std::vector<double> weighted;
  };
  const auto draws = [](const Parameters& parameters, std::uint64_t seed) {
    Draws drawn;
    for (std::uint64_t replicate = 0; replicate < 1000; ++replicate) {
      const GramState<double> state = sample_gram_start(parameters, seed, replicate).state;
      drawn.kernel.push_back(state.kernel(1, 1));
      drawn.weighted.push_back(state.weighted_kernel(1, 1));
    }
    return drawn;
  };
  const Draws drawn = draws(truth, 1);
  const Draws again = draws(truth, 2);
  constexpr double level = 0.002 / 9;
  CHECK(kolmogorov_smirnov(drawn.kernel, again.kernel).p_value > level);
  CHECK(kolmogorov_smirnov(drawn.weighted, again.weighted).p_value > level);
  CHECK(kolmogorov_smirnov(drawn.kernel, draws(wide, 2).kernel).p_value < level);
  CHECK(kolmogorov_smirnov(drawn.weighted, draws(heavy, 2).weighted).p_value < level);
}

}  // namespace
}  // namespace benignity
