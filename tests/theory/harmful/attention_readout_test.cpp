#include "theory/harmful/attention_readout.hpp"

#include <cmath>

#include <catch2/catch.hpp>

namespace benignity {
namespace {

/// d = 3000, n = 10, T = 5; sigma_w^2 d = 0.75 and sigma_p^2 d = 0.12 by choice.
Parameters drawn_parameters() {
  Parameters parameters;
  parameters.samples = 10;
  parameters.tokens = 5;
  parameters.dimension = 3000;
  parameters.signal_norm = 8;
  parameters.noise_std = 1.5;
  parameters.chosen_init_weight_std = std::sqrt(0.75 / 3000);
  parameters.init_query_std = std::sqrt(0.12 / 3000);
  return parameters;
}

constexpr double rounding = 1e-13;  // a few dozen operations on numbers of size 1

TEST_CASE("before training |w|^2 = sigma_w^2 d |p_0|^2: a query of 0 looks nowhere") {
  Parameters parameters = drawn_parameters();
  const MeanFieldMoment start{0, {0, 0}, {}};
  CHECK(mean_field_readout(parameters, start).direction_norm2 ==
        Approx(0.75 * 0.12).epsilon(rounding));
  parameters.init_query_std = 0;
  CHECK(mean_field_readout(parameters, start).direction_norm2 == Approx(0).margin(rounding));
}

TEST_CASE("the trained query has |p_0|^2 and E/D, the part of the weights' gain is not its own") {
  // (9.15): E = (lambda_+^2 + lambda_-^2)/|mu|^2 + sum b^2/(sigma_eps^2 d), D = sigma_w^2 d +
  // sigma_p^2 d; (11.2): |w|^2 = E + sigma_w^2 d (|p_0|^2 + E/D).
  const Parameters parameters = drawn_parameters();
  const AttentionReadout readout = mean_field_readout(parameters, {4.5, {3, 2}, {}});
  const double energy = (9 + 4) / 64.0 + 10 * 4.5 / (1.5 * 1.5 * 3000);
  CHECK(readout.lambda_plus == 3);
  CHECK(readout.lambda_minus == 2);
  CHECK(readout.direction_norm2 ==
        Approx(energy + 0.75 * (0.12 + energy / 0.87)).epsilon(rounding));
}

TEST_CASE("at tau = 0 the second order reads what the lazy field reads") {
  // H and q have not grown then.
  const Parameters parameters = drawn_parameters();
  const AttentionReadout lazy = mean_field_readout(parameters, {0, {0, 0}, {}});
  const AttentionReadout grown = second_order_readouts(parameters, {0}).at(0);
  CHECK(grown.direction_norm2 == Approx(lazy.direction_norm2).epsilon(rounding));
  CHECK(grown.lambda_plus == Approx(0).margin(rounding));
}

}  // namespace
}  // namespace benignity
