#include "sim/data/labels.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <catch2/catch.hpp>

#include "theory/setting/parameters.hpp"

namespace benignity {
namespace {

Parameters parameters_of(std::int64_t samples, double label_noise, LabelNoiseKind kind) {
  Parameters parameters;
  parameters.samples = samples;
  parameters.label_noise = label_noise;
  parameters.label_noise_kind = kind;
  return parameters;
}

struct Counts {
  int plus = 0;
  int noisy_plus = 0;
  int noisy_minus = 0;
};

Counts counts(const Labels& labels) {
  Counts result;
  for (std::size_t i = 0; i < labels.truth.size(); ++i) {
    REQUIRE(std::abs(labels.truth[i]) == 1);
    REQUIRE(std::abs(labels.observed[i]) == 1);
    if (labels.truth[i] > 0) ++result.plus;
    if (labels.is_noisy(i)) ++(labels.truth[i] > 0 ? result.noisy_plus : result.noisy_minus);
  }
  return result;
}

TEST_CASE("the fixed law has classes as equal as n allows and the odd flip in class +1") {
  const auto fixed = [](std::int64_t samples, double label_noise) {
    const Labels labels =
        draw_labels(parameters_of(samples, label_noise, LabelNoiseKind::fixed), 1, 0);
    REQUIRE(labels.truth.size() == static_cast<std::size_t>(samples));
    REQUIRE(labels.observed.size() == static_cast<std::size_t>(samples));
    return counts(labels);
  };
  const Counts paper = fixed(20, 0.2);
  CHECK(paper.plus == 10);
  CHECK(paper.noisy_plus == 2);
  CHECK(paper.noisy_minus == 2);
  const Counts odd_flips = fixed(20, 0.25);
  CHECK(odd_flips.noisy_plus == 3);
  CHECK(odd_flips.noisy_minus == 2);
  const Counts odd_samples = fixed(7, 0.4);
  CHECK(odd_samples.plus == 4);
  CHECK(odd_samples.noisy_plus == 2);
  CHECK(odd_samples.noisy_minus == 1);
  const Counts one = fixed(1, 0.2);
  CHECK(one.plus == 1);
  CHECK(one.noisy_plus == 1);
  CHECK(fixed(20, 0).noisy_plus == 0);
  CHECK(fixed(20, 0).noisy_minus == 0);
}

TEST_CASE("the fixed law has no randomness") {
  const Parameters parameters = parameters_of(20, 0.2, LabelNoiseKind::fixed);
  CHECK(draw_labels(parameters, 1, 0).truth == draw_labels(parameters, 2, 3).truth);
  CHECK(draw_labels(parameters, 1, 0).observed == draw_labels(parameters, 2, 3).observed);
}

TEST_CASE("the bernoulli law has uniform classes and flips a share eta of each") {
  // Binomial counts at fixed seeds, 5 standard deviations: false-alarm rate 6e-7 each.
  const double label_noise = GENERATE(0.05, 0.2, 0.7);
  CAPTURE(label_noise);
  constexpr std::int64_t samples = 40'000;
  const Counts result =
      counts(draw_labels(parameters_of(samples, label_noise, LabelNoiseKind::bernoulli), 11, 0));
  const auto within = [](double count, double trials, double probability) {
    const double deviation = std::sqrt(trials * probability * (1 - probability));
    return std::abs(count - trials * probability) < 5 * deviation;
  };
  const double plus = result.plus;
  const double minus = samples - plus;
  CHECK(within(plus, samples, 0.5));
  CHECK(within(result.noisy_plus, plus, label_noise));
  CHECK(within(result.noisy_minus, minus, label_noise));
  CHECK(!within(result.noisy_plus, plus, label_noise + 0.03));
}

TEST_CASE("the bernoulli law without label noise never flips") {
  const Counts result =
      counts(draw_labels(parameters_of(5000, 0, LabelNoiseKind::bernoulli), 1, 0));
  CHECK(result.noisy_plus + result.noisy_minus == 0);
}

TEST_CASE("bernoulli labels depend on seed and replicate and on nothing else") {
  Parameters parameters = parameters_of(200, 0.2, LabelNoiseKind::bernoulli);
  const Labels labels = draw_labels(parameters, 1, 0);
  CHECK(labels.observed != draw_labels(parameters, 2, 0).observed);
  CHECK(labels.observed != draw_labels(parameters, 1, 1).observed);
  parameters.dimension = 7;
  parameters.tokens = 3;
  parameters.samples = 100;
  const Labels prefix = draw_labels(parameters, 1, 0);
  CHECK(std::equal(prefix.observed.begin(), prefix.observed.end(), labels.observed.begin()));
}

}  // namespace
}  // namespace benignity
