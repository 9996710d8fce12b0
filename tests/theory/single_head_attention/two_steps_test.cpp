#include "theory/single_head_attention/two_steps.hpp"

#include <array>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "theory/harmful/head_noise.hpp"
#include "theory/invalid_input.hpp"
#include "theory/single_head_attention/margins.hpp"
#include "theory/single_head_attention/window.hpp"

namespace benignity {
namespace {

double logistic(double z) { return 1 / (1 + std::exp(-z)); }

/// The definition: n samples whose K is its limit, stepped twice. Coordinates of nu and p along
/// mu_+1, mu_-1 and the n noise tokens, all orthogonal.
struct Explicit {
  double clean_gap = 0;
  double noisy_gap = 0;
  double fresh_gap = 0;
  double clean_margin = 0;
  double noisy_margin = 0;
};

Explicit stepped(const TwoStepSetting& setting, std::size_t samples) {
  constexpr double dimension = 1e6;  // of no consequence: |eps|^2 = d
  const auto n = static_cast<double>(samples);
  const double signal_norm2 = setting.kappa * dimension / n;
  const auto flips = static_cast<std::size_t>(std::llround(n * setting.label_noise));
  std::vector<double> nu(samples + 2, 0.0);  // inner products with the vectors
  std::vector<double> p(samples + 2, 0.0);
  const double value_step = setting.first_step_unit * 4 * n / dimension;
  const double query_step = setting.step_ratio * value_step;
  Explicit result;
  for (int step = 0; step <= 2; ++step) {
    std::vector<double> nu_next = nu;
    std::vector<double> p_next = p;
    for (std::size_t i = 0; i < samples; ++i) {
      const std::size_t mu = i % 2;
      const double truth = mu == 0 ? 1 : -1;
      const bool noisy = i < flips;
      const double label = noisy ? -truth : truth;
      const double gap = p[mu] - p[i + 2];
      const double s = logistic(gap);
      const double f = s * nu[mu] + (1 - s) * nu[i + 2];
      const double weight = label * logistic(-label * f) / n;
      const double pull = weight * s * (1 - s) * (nu[mu] - nu[i + 2]);
      (noisy ? result.noisy_gap : result.clean_gap) = gap;
      (noisy ? result.noisy_margin : result.clean_margin) = label * f;
      nu_next[mu] += value_step * signal_norm2 * weight * s;
      nu_next[i + 2] += value_step * dimension * weight * (1 - s);
      p_next[mu] += query_step * signal_norm2 * pull;
      p_next[i + 2] -= query_step * dimension * pull;
    }
    result.fresh_gap = p[0];
    nu = nu_next;
    p = p_next;
  }
  return result;
}

TEST_CASE("two steps are those of the definition with orthogonal tokens, (T2) to (T6)") {
  for (const TwoStepSetting setting :
       {TwoStepSetting{4.5, 0.1, 0.01, 1e6}, TwoStepSetting{3.0, 0.2, 3, 1},
        TwoStepSetting{8, 0.05, 0.7, 5}, TwoStepSetting{0.5, 0.1, 0.1, 1e3}}) {
    CAPTURE(setting.kappa, setting.label_noise, setting.first_step_unit, setting.step_ratio);
    const TwoSteps state = two_steps(setting);
    const Explicit run = stepped(setting, 40);
    const auto same = [](double value) { return Approx(value).epsilon(1e-11); };
    CHECK(run.fresh_gap == same(state.fresh_gap));
    CHECK(run.clean_gap == same(state.clean_gap));
    CHECK(run.noisy_gap == same(state.noisy_gap));
    CHECK(run.clean_margin == same(state.clean_margin));
    CHECK(run.noisy_margin == same(state.noisy_margin));
  }
}

TEST_CASE("the edges are the zeros of the gaps at equal weights, in order") {
  for (const double label_noise : {0.0, 0.05, 0.1, 0.3, 0.45}) {
    const SelectionWindow window = selection_window(label_noise);
    CAPTURE(label_noise, window.clean, window.fresh, window.noisy);
    const auto at = [&](double kappa) { return two_steps({kappa, label_noise, 1e-9, 1e18}); };
    CHECK(at(window.clean).clean_gap == Approx(0).margin(1e-5));
    CHECK(at(window.fresh).fresh_gap == Approx(0).margin(1e-5));
    if (label_noise > 0) CHECK(at(window.noisy).noisy_gap == Approx(0).margin(1e-5));
    CHECK(window.clean <= window.fresh * (1 + 1e-15));
    CHECK(window.fresh < window.noisy);
  }
  const SelectionWindow window = selection_window(0.1);
  CHECK(window.clean == Approx(2.832).epsilon(1e-4));
  CHECK(window.fresh == Approx(3.125));
  CHECK(window.noisy == Approx(6.58).epsilon(1e-3));
}

TEST_CASE("uniform attention fits noisy labels below 2/c and not above") {
  for (const double label_noise : {0.05, 0.1, 0.3}) {
    const double edge = uniform_memorisation_edge(label_noise);
    CHECK(two_steps({0.999 * edge, label_noise, 1e-6, 1}).noisy_margin > 0);
    CHECK(two_steps({1.001 * edge, label_noise, 1e-6, 1}).noisy_margin < 0);
  }
}

TEST_CASE("the test error is that of drawn pairs of logit and head value, (T8)") {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  constexpr double samples = 40;
  constexpr double dimension = 20'000;
  constexpr int draws = 200'000;
  for (const TwoStepSetting setting :
       {TwoStepSetting{4, 0.1, 3, 1}, TwoStepSetting{3.2, 0.1, 0.01, 2e6},
        TwoStepSetting{4.5, 0.1, 1, 100}}) {
    const TwoSteps state = two_steps(setting);
    int wrong = 0;
    for (int k = 0; k < draws; ++k) {
      const double logit = fresh_logit_deviation(state, samples, dimension) * normal(random);
      const double value = std::sqrt(samples / dimension) * state.value_spread * normal(random);
      const double s = logistic(state.fresh_gap - logit);
      wrong += s * state.signal_value + (1 - s) * value <= 0;
    }
    // Five standard errors of 200,000 draws: 0.0056 at most, a false alarm in 2 million.
    CHECK(wrong / double(draws) ==
          Approx(two_step_test_error(state, samples, dimension)).margin(0.0056));
  }
}

TEST_CASE("where attention decides the test error is a normal tail, halved") {
  const TwoSteps state = two_steps({3.2, 0.1, 1e-4, 2e14});
  const double ratio = state.fresh_gap / fresh_logit_deviation(state, 40, 20'000);
  CHECK(two_step_test_error(state, 40, 20'000) == Approx(normal_tail(ratio) / 2).epsilon(1e-3));
}

TEST_CASE(
    "margins exceed 1 well inside the window, and are negative on the wrong side of an edge") {
  const TwoStepSize size{40, 20'000, 0.05};
  const TwoStepMargins inside = two_step_margins({4.53, 0.1, 0.01, 2e7}, size);
  for (const double margin :
       {inside.clean_selection, inside.noisy_selection, inside.fresh_selection,
        inside.decided_attention, inside.equal_weights}) {
    CHECK(margin > 1);
  }
  CHECK(two_step_margins({2.7, 0.1, 0.01, 2e7}, size).clean_selection < 0);
  CHECK(two_step_margins({3.0, 0.1, 0.01, 2e7}, size).fresh_selection < 0);
  CHECK(two_step_margins({7.0, 0.1, 0.01, 2e7}, size).noisy_selection < 0);
  CHECK(two_step_margins({4.53, 0.1, 3, 1}, size).equal_weights < 1);
}

TEST_CASE("a setting outside its ranges is refused by its key") {
  const auto complaint = [](const TwoStepSetting& setting) -> std::string {
    try {
      static_cast<void>(two_steps(setting));
    } catch (const InvalidInput& error) {
      return error.what();
    }
    return {};
  };
  CHECK(complaint({0, 0.1, 1, 1}).starts_with("kappa is 0"));
  CHECK(complaint({1, 0.5, 1, 1}) == "label_noise is 0.5, but must be in [0, 0.5)");
  CHECK(complaint({1, 0.1, -1, 1}).starts_with("first_step_unit is -1"));
  CHECK(complaint({1, 0.1, 1, INFINITY}).starts_with("step_ratio is inf"));
}

}  // namespace
}  // namespace benignity
