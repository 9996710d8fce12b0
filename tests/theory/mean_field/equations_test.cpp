#include "theory/mean_field/equations.ipp"

#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/theory/mean_field/balanced_system.hpp"
#include "tests/theory/mean_field/random_system.hpp"
#include "theory/mean_field/path.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

template <typename Real>
MeanFieldSystem<Real> promoted(const MeanFieldSystem<double>& system) {
  MeanFieldSystem<Real> result;
  for (std::size_t i = 0; i < 4; ++i) {
    result.layout.weight[i] = Real(system.layout.weight[i]);
    result.layout.multiplicity[i] = Real(system.layout.multiplicity[i]);
  }
  result.layout.weak_signal = Real(system.layout.weak_signal);
  result.kappa = Real(system.kappa);
  result.head_value = Real(system.head_value);
  return result;
}

template <typename Real>
MeanFieldState<Real> promoted(const MeanFieldState<double>& state) {
  MeanFieldState<Real> result;
  for (std::size_t i = 0; i < state.size(); ++i) {
    result[i] = Real(state[i]);
  }
  return result;
}

TEST_CASE("the logits of one sample keep their sum") {
  CHECK(rc::check([] {
    const auto system = random_system();
    const auto rate = mean_field_rate(system, random_state(system, 40));
    for (const SampleType type : sample_types) {
      double sum = 0;
      double size = 0;
      for (const TokenKind kind : token_kinds) {
        const double part =
            system.layout.multiplicity[index_of(kind)] * rate[state_index(type, kind)];
        sum += part;
        size += std::abs(part);
      }
      RC_ASSERT(std::abs(sum) <= 8 * std::numeric_limits<double>::epsilon() * size + 1e-300);
    }
  }));
}

TEST_CASE("the rate agrees with itself in long double and at 50 digits, to a few ulps") {
  CHECK(rc::check([] {
    auto system = random_system();
    system.kappa = 1;  // so that a rounded lambda does not decide
    const auto state = random_state(system, 40);
    const auto rate = mean_field_rate(system, state);
    const auto wide = mean_field_rate(promoted<long double>(system), promoted<long double>(state));
    const auto exact = mean_field_rate(promoted<Float50>(system), promoted<Float50>(state));
    for (std::size_t i = 0; i < rate.size(); ++i) {
      // A logit of size 100 rounds by 64 ulps, the exponential passes that on; a weighted mean of
      // values may fall on one token's value, so the bound is against g, not the advantage.
      const double scale =
          std::abs(rate[i]) + 1e-15 * system.head_value * (std::abs(rate[i]) > 1e-30 ? 1 : 0);
      RC_ASSERT(std::abs(rate[i] - static_cast<double>(exact[i])) <= 1e-12 * scale + 1e-300);
      RC_ASSERT(std::abs(static_cast<double>(wide[i] - static_cast<long double>(exact[i]))) <=
                1e-15 * scale + 1e-300);
    }
  }));
}

TEST_CASE("a token selected to 1 - e^-60 keeps its rate to twelve digits") {
  const auto system = balanced_system(4, 0.2, 0.01, 1);
  MeanFieldState<double> state{};
  state[state_index(SampleType::clean_plus, TokenKind::relevant)] = 60;
  const auto rate = mean_field_rate(system, state);
  const auto exact = mean_field_rate(promoted<Float50>(system), promoted<Float50>(state));
  for (std::size_t i = 0; i < 4; ++i) {
    INFO("entry " << i << " rate " << rate[i]);
    CHECK(std::abs(rate[i] / static_cast<double>(exact[i]) - 1) < 1e-12);
  }
}

TEST_CASE("attention is finite and a distribution for enormous logits") {
  const auto system = balanced_system(5, 0.2, 0.1, 1e100);
  MeanFieldState<double> state{};
  state[state_index(SampleType::clean_plus, TokenKind::relevant)] = 1e150;
  state[state_index(SampleType::noisy_plus, TokenKind::confusing)] = -1e150;
  const auto logits = signal_logits(system, state);
  for (const SampleType type : sample_types) {
    const auto attention = sample_attention(system, state, logits, type);
    double sum = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      CHECK(std::isfinite(attention.advantage[k]));
      sum += system.layout.multiplicity[k] * attention.softmax[k];
    }
    CHECK(std::abs(sum - 1) < 1e-15);
    CHECK(attention.loss_weight > 0);
    CHECK(attention.loss_weight < 1);
  }
}

TEST_CASE("the Jacobian equals central differences of the long double rate") {
  CHECK(rc::check([] {
    const auto system = random_system();
    const auto state = random_state(system, 3);
    const auto jacobian = mean_field_jacobian(system, state);
    const auto wide = promoted<long double>(system);
    constexpr long double width = 1e-6L;
    for (std::size_t column = 0; column < jacobian.present.size(); ++column) {
      auto forward = promoted<long double>(state);
      auto backward = forward;
      forward[jacobian.present[column]] += width;
      backward[jacobian.present[column]] -= width;
      const auto ahead = mean_field_rate(wide, forward);
      const auto behind = mean_field_rate(wide, backward);
      for (std::size_t row = 0; row < jacobian.present.size(); ++row) {
        const std::size_t i = jacobian.present[row];
        const auto slope = static_cast<double>((ahead[i] - behind[i]) / (2 * width));
        const double entry = jacobian.at(row, column);
        const double bend = std::pow(system.kappa * (1 + system.head_value), 3) + 1;
        RC_ASSERT(std::abs(entry - slope) <= 1e-9 * bend);
      }
    }
  }));
}

TEST_CASE("kappa, g and the time scale are those of the parameters") {
  Parameters parameters;  // n = 20, d = 2000, |mu| = 20, sigma_w = 1/sqrt(3d), alpha = 0.005
  const auto system = mean_field_system<double>(parameters);
  CHECK(system.kappa == Approx(4));
  CHECK(system.head_value == Approx(1 / std::sqrt(2.0)));
  CHECK(std::exp(log_steps_per_scaled_time(parameters)) == Approx(20 / (0.005 * 2000. / 3)));
  parameters.init_query_std = parameters.init_weight_std();
  CHECK(std::exp(log_steps_per_scaled_time(parameters)) == Approx(10 / (0.005 * 2000. / 3)));
  parameters.chosen_init_weight_std = 0;
  CHECK(std::exp(log_steps_per_scaled_time(parameters)) == Approx(20 / (0.005 * 2000. / 3)));
  const auto exact = mean_field_system<Float50>(parameters);
  CHECK(std::abs(static_cast<double>(exact.head_value * exact.head_value * 2 - 1)) < 1e-45);
}

}  // namespace
}  // namespace benignity
