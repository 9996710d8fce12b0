#include "sim/measure/measured_tokens.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/random/stream.hpp"

namespace measured_tokens_test {
namespace {

using namespace benignity;

/// 20 samples of each class, two tokens in 30 dimensions; the signal, of length 6, is the first.
DataSet drawn_set() {
  DataSet set;
  set.folder = "drawn";
  LabelledTokens& samples = set.training;
  samples.samples = 40;
  samples.tokens = 2;
  samples.rows.resize(80, 30);
  Stream({8, Purpose::design, 0, 0, 0})
      .normals({samples.rows.data(), static_cast<std::size_t>(samples.rows.size())});
  for (int i = 0; i < 40; ++i) {
    samples.labels.push_back(i % 2 == 0 ? 1 : -1);
    samples.rows(2 * i, i % 2) += 6;
  }
  return set;
}

struct Ended {
  int at;
};

TEST_CASE(
    "a measurement asks its checkpoint before each half of the samples, and changes nothing") {
  const DataSet set = drawn_set();
  int asked = 0;
  const MeasureDesign design{.subsamples = 40, .checkpoint = [&] { ++asked; }};
  const MeasuredTokens found = measure(set, nullptr, design);
  CHECK(asked >= 40 + 20);  // the halves of the means, and those of the noise
  const MeasuredTokens unasked = measure(set, nullptr, {.subsamples = 40});
  CHECK(found.noise_trace.mean == unasked.noise_trace.mean);
  CHECK(found.noise_trace.standard_error == unasked.noise_trace.standard_error);
  CHECK(found.spectral_departure.mean == unasked.spectral_departure.mean);
  CHECK(found.spectrum == unasked.spectrum);
}

TEST_CASE("what a checkpoint throws ends a measurement, wherever it is") {
  const DataSet set = drawn_set();
  int last = 0;
  (void)measure(set, nullptr, {.checkpoint = [&] { ++last; }});
  for (const int chosen : {1, 2, last / 2, last}) {
    int asked = 0;
    const MeasureDesign design{.checkpoint = [&] {
      if (++asked == chosen) throw Ended{asked};
    }};
    CHECK_THROWS_AS(measure(set, nullptr, design), Ended);
    CHECK(asked == chosen);
  }
}

}  // namespace
}  // namespace measured_tokens_test
