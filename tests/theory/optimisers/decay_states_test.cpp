#include "theory/optimisers/decay_states.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

Parameters tokens_of(std::int64_t tokens) {
  Parameters parameters;
  parameters.tokens = tokens;
  return parameters;
}

/// |X^T c| at uniform attention by the definition of section 3, token by token, K at its limit.
double uniform_drive(const Parameters& p) {
  const double g = p.head_norm() * p.signal_norm / std::sqrt(2.0);
  const double noise = p.noise_std * p.noise_std * static_cast<double>(p.dimension);
  double along[2] = {0, 0};
  double squares = 0;
  for (std::int64_t i = 0; i < p.samples; ++i) {
    const int truth = i % 2 == 0 ? 1 : -1;
    const int label = i < 4 ? -truth : truth;  // two flips a class: eta = 0.2 of 20
    const auto share = [&](std::int64_t t) {
      return t == 0 ? 1.0 : (t == 1 ? -p.weak_signal : (t == 2 ? p.weak_signal : 0.0));
    };
    double f = 0;
    for (std::int64_t t = 0; t < p.tokens; ++t) {
      f += truth * share(t) * g / static_cast<double>(p.tokens);
    }
    for (std::int64_t t = 0; t < p.tokens; ++t) {
      const double c = label / (1 + std::exp(label * f)) * (truth * share(t) * g - f) /
                       static_cast<double>(p.tokens * p.samples);
      squares += c * c;
      along[truth * share(t) > 0 ? 0 : 1] += std::abs(share(t)) * c;
    }
  }
  return std::sqrt(p.signal_norm * p.signal_norm * (along[0] * along[0] + along[1] * along[1]) +
                   noise * squares);
}

TEST_CASE("zero attention loses its stability at the drive of uniform attention") {
  for (const std::int64_t tokens : {4, 8}) {
    const Parameters parameters = tokens_of(tokens);
    CHECK(decay_edges(parameters).zero == Approx(uniform_drive(parameters)).epsilon(1e-12));
  }
  CHECK(decay_edges(tokens_of(4)).zero == Approx(0.86).margin(0.02));
  CHECK(decay_edges(tokens_of(8)).zero == Approx(0.50).margin(0.01));
}

TEST_CASE("the fold lies beyond, and both edges scale with the signal at constant kappa") {
  const DecayEdges edges = decay_edges(tokens_of(4));
  CHECK(edges.collapse > 1.05 * edges.zero);
  CHECK(edges.collapse < 1.5);  // where a prototype saw collapse, and omega = 1 survive
  CHECK(edges.collapse > 1);
  Parameters larger = tokens_of(4);
  larger.dimension = 200'000;
  larger.signal_norm = 200;
  CHECK(decay_edges(larger).zero == Approx(10 * edges.zero).epsilon(1e-9));
  CHECK(decay_edges(larger).collapse == Approx(10 * edges.collapse).epsilon(1e-9));
}

TEST_CASE("the trained state is larger the smaller the decay, and absent beyond the fold") {
  const Parameters parameters = tokens_of(4);
  const DecayEdges edges = decay_edges(parameters);
  double last = 1e300;
  for (const double share : {0.1, 0.3, 0.6, 0.9, 0.99}) {
    const DecayState state = trained_state(parameters, share * edges.collapse).value();
    CHECK(state.decay == Approx(share * edges.collapse).epsilon(1e-5));
    CHECK(state.query_norm2 < last);
    last = state.query_norm2;
    CHECK(state.relevant_softmax[0] > 0.25);
  }
  CHECK(!trained_state(parameters, 1.01 * edges.collapse));
  Parameters refused = parameters;
  refused.chosen_batch_size = 5;
  CHECK_THROWS_AS(decay_edges(refused), InvalidInput);
}

}  // namespace
}  // namespace benignity
