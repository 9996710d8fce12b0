#include "sim/training/batches.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>
#include <catch2/catch.hpp>
#include <rapidcheck.h>

namespace benignity {
namespace {

std::vector<double> weights_of(const Batches& batches) {
  std::vector<double> weights;
  batches.weigh(weights);
  return weights;
}

/// The weights of every batch of the epoch that begins here; ends at the first of the next epoch.
std::vector<std::vector<double>> epoch_of(Batches& batches) {
  std::vector<std::vector<double>> epoch;
  const std::uint64_t number = batches.epoch();
  for (; batches.epoch() == number; batches.next()) epoch.push_back(weights_of(batches));
  return epoch;
}

TEST_CASE("in every epoch each sample is in one batch, a batch weighs 1, the last may be smaller") {
  CHECK(rc::check([] {
    const auto samples = *rc::gen::inRange<std::int64_t>(1, 40);
    const auto batch_size = *rc::gen::inRange<std::int64_t>(1, samples + 1);
    Batches batches(*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint64_t>(),
                    samples, batch_size);
    for (std::uint64_t number = 0; number < 3; ++number) {
      RC_ASSERT(batches.epoch() == number);
      RC_ASSERT(batches.first() == 0);
      const auto epoch = epoch_of(batches);
      std::vector<int> visits(static_cast<std::size_t>(samples), 0);
      for (std::size_t b = 0; b < epoch.size(); ++b) {
        const std::int64_t left = samples - static_cast<std::int64_t>(b) * batch_size;
        const std::int64_t size = std::min(batch_size, left);
        std::int64_t members = 0;
        for (std::size_t i = 0; i < visits.size(); ++i) {
          if (epoch[b][i] == 0) continue;
          RC_ASSERT(epoch[b][i] == 1 / static_cast<double>(size));
          ++visits[i];
          ++members;
        }
        RC_ASSERT(members == size);
      }
      RC_ASSERT(std::count(visits.begin(), visits.end(), 1) == samples);
    }
  }));
}

TEST_CASE("batch_size = samples is the full batch in every step, 1/n each") {
  Batches batches(1, 2, 7, 7);
  for (std::uint64_t step = 0; step < 5; ++step, batches.next()) {
    CHECK(weights_of(batches) == std::vector<double>(7, 1 / 7.0));
    CHECK(batches.epoch() == step);
  }
}

TEST_CASE("another epoch, seed or replicate has another order, the same ones the same") {
  // Batches of one sample show the order; two orders of 12 agree with probability 2e-9.
  const auto order = [](std::uint64_t seed, std::uint64_t replicate, std::uint64_t epoch) {
    Batches batches(seed, replicate, 12, 1);
    batches.move_to(epoch, 0);
    return epoch_of(batches);
  };
  const auto first = order(1, 0, 0);
  CHECK(order(1, 0, 0) == first);
  const auto far = std::uint64_t{1} << 32;  // the upper half of an epoch's number counts too
  for (const auto& other : {order(2, 0, 0), order(1, 1, 0), order(1, 0, 1), order(1, 0, far)}) {
    CHECK(other != first);
  }
  CHECK(order(1, 0, far + 1) != order(1, 0, 1));
}

TEST_CASE("moving to a position gives the batch that stepping there gives, forwards and back") {
  CHECK(rc::check([] {
    const auto samples = *rc::gen::inRange<std::int64_t>(1, 12);
    const auto batch_size = *rc::gen::inRange<std::int64_t>(1, samples + 1);
    Batches stepped(3, 4, samples, batch_size);
    Batches moved(3, 4, samples, batch_size);
    moved.move_to(*rc::gen::inRange<std::uint64_t>(0, 9), 0);
    const int steps = *rc::gen::inRange(0, 30);
    for (int step = 0; step < steps; ++step) stepped.next();
    moved.move_to(stepped.epoch(), stepped.first());
    for (int step = 0; step < 15; ++step, stepped.next(), moved.next()) {
      RC_ASSERT(weights_of(moved) == weights_of(stepped));
      RC_ASSERT(moved.epoch() == stepped.epoch());
      RC_ASSERT(moved.first() == stepped.first());
    }
  }));
}

TEST_CASE("every pair of samples is equally likely to be the first batch") {
  // 15 pairs out of 6 samples in 30,000 orders (replicates, and epochs of one): Pearson's
  // chi-squared with 14 degrees of freedom at a false-alarm rate of 1e-6 each; it sees a pair that
  // is 13% too frequent half of the time, and a pair that never comes always.
  const bool over_epochs = GENERATE(false, true);
  constexpr std::uint64_t count = 30'000;
  std::vector<double> seen(36, 0);
  for (std::uint64_t number = 0; number < count; ++number) {
    Batches batches(11, over_epochs ? 0 : number, 6, 2);
    if (over_epochs) batches.move_to(number, 0);
    const std::vector<double> weights = weights_of(batches);
    const auto lower = std::find(weights.begin(), weights.end(), 0.5) - weights.begin();
    const auto upper = std::find(weights.rbegin(), weights.rend(), 0.5) - weights.rbegin();
    ++seen[static_cast<std::size_t>(lower * 6 + 5 - upper)];
  }
  const double expected = count / 15.0;
  double statistic = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = i + 1; j < 6; ++j) {
      statistic += (seen[6 * i + j] - expected) * (seen[6 * i + j] - expected) / expected;
    }
  }
  const boost::math::chi_squared law(14);
  CHECK(cdf(complement(law, statistic)) > 1e-6);
}

}  // namespace
}  // namespace benignity
