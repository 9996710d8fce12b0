#include "theory/mean_field/observables.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/theory/mean_field/balanced_system.hpp"
#include "tests/theory/mean_field/random_system.hpp"

namespace benignity {
namespace {

TEST_CASE("the least softmax and margin skip absent types") {
  auto system = balanced_system(4, 0.2, 0.01, 1);
  MeanFieldState<double> state{};
  state[state_index(SampleType::noisy_minus, TokenKind::relevant)] = -9;
  CHECK(least_relevant_softmax(system, state, LabelState::noisy) < 1e-4);
  system.layout.weight = {0.5, 0.1, 0.4, 0};
  CHECK(least_relevant_softmax(system, state, LabelState::noisy) == 0.25);
  CHECK(least_margin(system, {}) < 0);
  system.layout.weight = {0.5, 0, 0.5, 0};
  CHECK(least_margin(system, {}) > 0);
  CHECK(!has_samples(system.layout, LabelState::noisy));
  CHECK(std::isinf(least_relevant_softmax(system, state, LabelState::noisy)));
  CHECK(noisy_selection_rate(system, state) == 0);
}

TEST_CASE("the selection rate is the derivative of log s_1 along the flow") {
  CHECK(rc::check([] {
    auto system = random_system();
    if (!has_samples(system.layout, LabelState::noisy)) {
      system.layout.weight = {0.5, 0.25, 0, 0.25};
    }
    const auto state = random_state(system, 2);
    const auto rate = mean_field_rate(system, state);
    const auto log_softmax = [&](double width) {
      auto moved = state;
      for (std::size_t i = 0; i < moved.size(); ++i) {
        moved[i] += width * rate[i];
      }
      return std::log(least_relevant_softmax(system, moved, LabelState::noisy));
    };
    constexpr double width = 1e-7;
    const double forward = (log_softmax(width) - log_softmax(0)) / width;
    const double backward = (log_softmax(0) - log_softmax(-width)) / width;
    RC_PRE(std::abs(forward - backward) < 1e-2);  // not where two types tie for the least
    const double scale = 1 + std::pow(system.kappa * system.head_value, 2);
    RC_ASSERT(std::abs(noisy_selection_rate(system, state) - forward) < 1e-5 * scale + 1e-2);
  }));
}

TEST_CASE("a step across a peak of the noisy s_1 is cut at the peak") {
  const auto system = balanced_system(4, 0.2, 0.01, 15);
  MeanFieldPath path(system, 1e-7);
  while (noisy_selection_rate(system, path.state()) > 0.01) {
    path.accept(path.propose(1));
  }
  const MeanFieldStep wide{1, path.after(1)};
  REQUIRE(noisy_selection_rate(system, wide.end) < 0);
  const auto cut = ended_at_noisy_peak(system, path, wide);
  CHECK(cut.length < 1);
  CHECK(std::abs(noisy_selection_rate(system, cut.end)) < 1e-6);
}

}  // namespace
}  // namespace benignity
