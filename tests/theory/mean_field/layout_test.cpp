#include "theory/mean_field/layout.ipp"

#include <numeric>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "theory/invalid_input.hpp"
#include "theory/scalar.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {
namespace {

TEST_CASE("fixed labels: classes as equal as n allows, the odd sample and the odd flip in +1") {
  Parameters parameters;
  parameters.samples = 21;
  parameters.label_noise = 0.2;  // ceil(4.2) = 5 flips
  CHECK(fixed_type_counts(parameters) == std::array<std::int64_t, 4>{8, 3, 8, 2});
  const auto layout = mean_field_layout<double>(parameters);
  CHECK(layout.weight == std::array<double, 4>{8.0 / 21, 3.0 / 21, 8.0 / 21, 2.0 / 21});
}

TEST_CASE("a single flipped sample leaves three types without weight") {
  Parameters parameters;
  parameters.samples = 1;
  const auto layout = mean_field_layout<double>(parameters);
  CHECK(layout.weight == std::array<double, 4>{0, 1, 0, 0});
  CHECK(layout.holds(SampleType::noisy_plus));
  CHECK(!layout.holds(SampleType::clean_minus));
}

TEST_CASE("for every n and eta the counts are non-negative, sum to n and hold ceil(n eta) flips") {
  CHECK(rc::check([] {
    Parameters parameters;
    parameters.samples = *rc::gen::inRange(1, 500);
    parameters.label_noise = *rc::gen::inRange(0, 1000) / 1000.0;
    const auto counts = fixed_type_counts(parameters);
    for (const auto count : counts) {
      RC_ASSERT(count >= 0);
    }
    RC_ASSERT(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == parameters.samples);
    RC_ASSERT(counts[1] + counts[3] == fixed_flips(parameters));
    RC_ASSERT(counts[1] - counts[3] >= 0);
    RC_ASSERT(counts[1] - counts[3] <= 1);
  }));
}

TEST_CASE("bernoulli labels carry their expected shares") {
  Parameters parameters;
  parameters.samples = 21;
  parameters.label_noise = 0.25;
  parameters.label_noise_kind = LabelNoiseKind::bernoulli;
  CHECK(mean_field_layout<double>(parameters).weight ==
        std::array<double, 4>{0.375, 0.125, 0.375, 0.125});
}

TEST_CASE("multiplicities count one relevant token and sum to T") {
  Parameters parameters;
  parameters.tokens = 9;
  parameters.confusing_tokens = 3;
  parameters.chosen_aligned_tokens = 2;
  const auto layout = mean_field_layout<long double>(parameters);
  CHECK(layout.multiplicity == std::array<long double, 4>{1, 3, 2, 3});
  CHECK(layout.tokens() == 9);
  parameters.tokens = 2;
  parameters.confusing_tokens = 0;
  parameters.chosen_aligned_tokens = 0;
  const auto wide = mean_field_layout<Float50>(parameters).multiplicity;
  const bool relevant_and_irrelevant = wide == std::array<Float50, 4>{1, 0, 0, 1};
  CHECK(relevant_and_irrelevant);
}

TEST_CASE("at rho = 0 confusing and aligned tokens are irrelevant ones") {
  Parameters parameters;
  parameters.weak_signal = 0;
  CHECK(mean_field_layout<double>(parameters).multiplicity == std::array<double, 4>{1, 0, 0, 7});
}

TEST_CASE("the class signal of a token: 1 or rho along its own class, rho along the other") {
  Parameters parameters;
  parameters.weak_signal = 0.25;
  const auto layout = mean_field_layout<double>(parameters);
  const auto along = [&](SampleType type, TokenKind kind) {
    const auto m = signal_coefficients(layout, type, kind);
    return std::array<double, 2>{m.plus, m.minus};
  };
  using Pair = std::array<double, 2>;
  CHECK(along(SampleType::clean_plus, TokenKind::relevant) == Pair{1, 0});
  CHECK(along(SampleType::noisy_plus, TokenKind::confusing) == Pair{0, 0.25});
  CHECK(along(SampleType::clean_minus, TokenKind::confusing) == Pair{0.25, 0});
  CHECK(along(SampleType::noisy_minus, TokenKind::aligned) == Pair{0, 0.25});
  CHECK(along(SampleType::clean_minus, TokenKind::irrelevant) == Pair{0, 0});
}

TEST_CASE("a layout of refused parameters is refused") {
  Parameters parameters;
  parameters.tokens = 1;
  CHECK_THROWS_AS(mean_field_layout<double>(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
