#include "sim/data/arrays/chosen_samples.hpp"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

DataSet ten_samples(std::int64_t classes) {
  DataSet set;
  set.classes = classes;
  set.training.samples = 10;
  set.training.tokens = 2;
  set.training.rows.resize(20, 1);
  for (int i = 0; i < 20; ++i) set.training.rows(i, 0) = i;
  for (int i = 0; i < 10; ++i) {
    set.training.labels.push_back(classes == 2 ? 2 * (i % 2) - 1 : i % static_cast<int>(classes));
  }
  return set;
}

TokenLaw law_of(std::int64_t samples, std::int64_t classes, double noise) {
  TokenLaw law;
  law.samples = samples;
  law.classes = classes;
  law.label_noise = noise;
  return law;
}

TEST_CASE("all samples train in their own order, fewer are the beginning of a random one") {
  const DataSet set = ten_samples(2);
  const ChosenSamples all = choose_samples(set, law_of(10, 2, 0), 0, 1, 0);
  CHECK(all.training == std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  const ChosenSamples six = choose_samples(set, law_of(6, 2, 0), 3, 1, 0);
  const ChosenSamples four = choose_samples(set, law_of(4, 2, 0), 3, 1, 0);
  CHECK(six.head == four.head);
  CHECK(std::equal(four.training.begin(), four.training.end(), six.training.begin()));
  std::set<std::int64_t> apart(six.training.begin(), six.training.end());
  apart.insert(six.head.begin(), six.head.end());
  CHECK(apart.size() == 9);
  CHECK(choose_samples(set, law_of(6, 2, 0), 3, 1, 1).training != six.training);
  CHECK_THROWS_AS(choose_samples(set, law_of(8, 2, 0), 3, 1, 0), InvalidInput);
}

TEST_CASE("a flip is to another class, of as many samples as are asked for, whatever the seed") {
  for (const std::int64_t classes : {2, 4}) {
    const DataSet set = ten_samples(classes);
    std::set<int> seen;
    std::set<std::size_t> flipped;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      const ChosenSamples chosen = choose_samples(set, law_of(10, classes, 0.25), 0, seed, 0);
      std::size_t noisy = 0;
      for (std::size_t i = 0; i < 10; ++i) {
        if (!chosen.labels.is_noisy(i)) continue;
        ++noisy;
        flipped.insert(i);
        seen.insert(chosen.labels.observed[i]);
        CHECK(std::count(set.training.labels.begin(), set.training.labels.end(),
                         chosen.labels.observed[i]) > 0);
      }
      CHECK(noisy == 3);  // ceil(10 * 0.25)
    }
    CHECK(flipped.size() == 10);
    CHECK(seen.size() == static_cast<std::size_t>(classes));
  }
}

TEST_CASE("independent flips have their share") {
  TokenLaw law = law_of(10, 3, 0.3);
  law.label_noise_kind = LabelNoiseKind::bernoulli;
  const DataSet set = ten_samples(3);
  int noisy = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const ChosenSamples chosen = choose_samples(set, law, 0, seed, 0);
    for (std::size_t i = 0; i < 10; ++i) noisy += chosen.labels.is_noisy(i);
  }
  CHECK(noisy / 4000.0 == Approx(0.3).margin(0.03));  // four standard errors: 0.00006 by chance
}

TEST_CASE("samples at some places have their own tokens, labels and masks") {
  DataSet set = ten_samples(2);
  set.training.absent.assign(20, 0);
  set.training.absent[13] = 1;
  const LabelledTokens some = samples_at(set.training, {6, 1});
  CHECK(some.samples == 2);
  CHECK(some.rows.col(0) == Vector<double>{{12, 13, 2, 3}});
  CHECK(some.labels == std::vector<int>{set.training.labels[6], set.training.labels[1]});
  CHECK(some.absent == std::vector<std::uint8_t>{0, 1, 0, 0});
}

}  // namespace
}  // namespace benignity
