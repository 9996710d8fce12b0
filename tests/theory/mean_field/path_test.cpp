#include "theory/mean_field/path.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/theory/mean_field/balanced_system.hpp"
#include "tests/theory/mean_field/full_system.hpp"

namespace benignity {
namespace {

MeanFieldPath path_to(const MeanFieldSystem<double>& system, double time, double tolerance) {
  MeanFieldPath path(system, tolerance);
  while (path.time() < time) {
    path.accept(path.propose(time - path.time()));
  }
  return path;
}

TEST_CASE("four types follow n samples of T tokens integrated one by one, odd n") {
  Parameters parameters;
  parameters.samples = 21;
  parameters.label_noise = 0.2;  // three flips in class +1, two in class -1
  parameters.tokens = 6;
  parameters.confusing_tokens = 2;
  parameters.weak_signal = 0.2;
  parameters.dimension = 3000;
  parameters.noise_std = 0.7;
  parameters.init_query_std = 0.01;
  parameters.signal_norm = GENERATE(10.0, 60.0);  // kappa 1.4 and 51
  std::vector<FullSystem::Sample> samples;
  for (int i = 0; i < 21; ++i) {
    const int label = i < 11 ? 1 : -1;
    const bool flipped = i < 3 || i > 18;
    samples.push_back({label, flipped ? -label : label});
  }
  FullSystem full(parameters, samples);
  const double scaled_time = 30;
  const double steps = scaled_time * std::exp(log_steps_per_scaled_time(parameters));
  full.advance(parameters.step_size * steps, 6000);

  const auto system = mean_field_system<double>(parameters);
  const auto path = path_to(system, scaled_time, 1e-10);
  const auto logits = signal_logits(system, path.state());
  CHECK(logits.plus == Approx(full.lambda_plus()).epsilon(1e-7));
  CHECK(logits.minus == Approx(full.lambda_minus()).epsilon(1e-7));
  struct Member {
    SampleType type;
    std::size_t sample;
  };
  for (const auto [type, sample] :
       {Member{SampleType::noisy_plus, 0}, Member{SampleType::clean_plus, 7},
        Member{SampleType::clean_minus, 11}, Member{SampleType::noisy_minus, 20}}) {
    for (std::size_t token = 0; token < 6; ++token) {
      const TokenKind kind = token == 0   ? TokenKind::relevant
                             : token <= 2 ? TokenKind::confusing
                             : token == 3 ? TokenKind::aligned
                                          : TokenKind::irrelevant;
      INFO("sample " << sample << " token " << token);
      CHECK(path.state()[state_index(type, kind)] ==
            Approx(full.noise_logit(sample, token)).epsilon(1e-7));
    }
  }
}

TEST_CASE("the sum of a sample's noise logits stays 0 up to theta = e^60") {
  const auto system = balanced_system(5, 0.2, 0.1, GENERATE(0.25, 40.0, 1000.0));
  const auto path = path_to(system, std::exp(60.0), 1e-7);
  for (const SampleType type : sample_types) {
    double sum = 0;
    for (const TokenKind kind : token_kinds) {
      sum += system.layout.multiplicity[index_of(kind)] * path.state()[state_index(type, kind)];
    }
    CHECK(std::abs(sum) < 1e-10);
  }
}

TEST_CASE("both classes of a balanced layout move alike") {
  const auto system = balanced_system(6, 0.3, 0.1, 30);
  const auto path = path_to(system, 1e6, 1e-7);
  const auto logits = signal_logits(system, path.state());
  CHECK(logits.plus == Approx(logits.minus).epsilon(1e-9));
}

TEST_CASE("one step errs with order five, ten steps of a tenth with order four") {
  const auto system = balanced_system(4, 0.2, 0.1, 5);
  const auto exact = path_to(system, 1.0, 1e-13);
  const auto error = [&](int steps) {
    MeanFieldPath path(system, 1e-7);
    for (int i = 0; i < steps; ++i) {
      const double length = 1.0 / steps;
      path.accept({length, path.after(length)});
    }
    return std::abs(path.state()[0] - exact.state()[0]);
  };
  const double order = std::log2(error(4) / error(8));
  INFO("order " << order);
  CHECK(order > 3.5);
  CHECK(order < 4.8);
}

TEST_CASE("a system at rest is said to be at rest") {
  // T = 2, the second token as strong as the first: no softmax changes the loss.
  const MeanFieldSystem<double> system{{{0.5, 0, 0.5, 0}, {1, 0, 1, 0}, 1}, 1, 1};
  MeanFieldPath path(system, 1e-7);
  CHECK(std::isinf(path.propose(1).length));
}

TEST_CASE("a tolerance outside its range is refused, NaN included") {
  const auto system = balanced_system(4, 0.2, 0.1, 1);
  CHECK_THROWS_AS(MeanFieldPath(system, 1e-14), std::invalid_argument);
  CHECK_THROWS_AS(MeanFieldPath(system, 1.0), std::invalid_argument);
  CHECK_THROWS_AS(MeanFieldPath(system, std::nan("")), std::invalid_argument);
}

TEST_CASE("a NaN is refused, never a state of the mean field") {
  for (const double kappa :
       {std::nan(""), std::numeric_limits<double>::infinity(), 1e308, 1e300, 1e200}) {
    INFO("kappa = " << kappa);
    const auto system = balanced_system(4, 0.2, 0.1, kappa);
    bool finite = true;
    try {
      MeanFieldPath path(system, 1e-7);
      for (int step = 0; step < 50; ++step) {
        path.accept(path.propose(1e300));
        for (const double logit : path.state()) finite = finite && std::isfinite(logit);
      }
    } catch (const std::domain_error&) {
      CHECK(finite);
      continue;
    }
    CHECK(finite);
    CHECK(std::isfinite(kappa));  // neither NaN nor infinity has a path
  }
}

}  // namespace
}  // namespace benignity
