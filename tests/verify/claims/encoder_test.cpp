#include <cmath>

#include <catch2/catch.hpp>

#include "sim/trajectory/simulate.hpp"
#include "tests/support/claim_contexts.hpp"
#include "verify/claims/encoder/claims.hpp"
#include "verify/claims/encoder/edge_search.hpp"
#include "verify/claims/encoder/encoder_trial.hpp"

namespace benignity::testing {
namespace encoder_claims {
namespace {

/// True in all but every `missing`-th replicate; the figure is the replicate's number.
EncoderTrial every_but(std::uint64_t missing) {
  return {
      [missing](std::uint64_t replicate, const ClaimContext&) {
        return EncoderOutcome{replicate % missing != missing - 1, {static_cast<double>(replicate)}};
      },
      {"number"}};
}

TEST_CASE("a trial of the encoder passes, fails or does not decide by its share of replicates") {
  const ClaimContext context = uninterrupted_at(7);
  const Finding always = decide(every_but(1000), context);
  CHECK(always.verdict == Verdict::pass);
  CHECK(always.replicates == 96);
  CHECK(decide(every_but(10), context).verdict == Verdict::inconclusive);
  CHECK(decide(every_but(10), context).replicates == 192);
  CHECK(decide(every_but(2), context).verdict == Verdict::fail);
}

TEST_CASE("a trial of the encoder reports mean and extremes of its figures") {
  const Finding finding = decide(every_but(1000), uninterrupted_at(7));
  REQUIRE(finding.measurements.size() == 4);
  CHECK(finding.measurements[0].observed == 1);
  CHECK(finding.measurements[1].observed == Approx(47.5));
  CHECK(finding.measurements[2].observed == 0);
  CHECK(finding.measurements[3].observed == 95);
}

TEST_CASE("the encoder's setting can be run, and it is dense and in single precision") {
  const RunSettings run = encoder_run(encoder_setting(30), uninterrupted_at(7), 3);
  CHECK_NOTHROW(validate(run));
  CHECK(run.engine == Engine::dense);
  CHECK(run.precision == Precision::float32);
  CHECK(run.replicate == 3);
}

TEST_CASE("the encoder without its attention can be run, and its class token stays as drawn") {
  Parameters small = with_parts(encoder_setting(30), EncoderParts::without_attention);
  small.dimension = 20;
  small.mlp_width = 10;
  small.steps = 3;
  const Trajectory run = simulate(encoder_run(small, uninterrupted_at(7), 0));
  CHECK(run.final().query_norm2 == run.snapshots.front().query_norm2);
  CHECK(run.final().train_loss != run.snapshots.front().train_loss);
}

/// Falls along log |mu| like a logistic curve of width 0.4 from log 2 to 0, and counts its calls.
struct Falling {
  double centre;
  int* calls;
  double operator()(double signal_norm) const {
    ++*calls;
    return std::log(2.0) / (1 + std::exp((std::log(signal_norm / centre)) / 0.4));
  }
  [[nodiscard]] double edge(double level) const {
    return centre * std::exp(0.4 * std::log(std::log(2.0) / level - 1));
  }
};

TEST_CASE("the edge of a falling loss is found to 2% by four losses") {
  for (const double centre : {8.0, 11.0, 19.0, 30.0, 55.0}) {
    int calls = 0;
    const Falling loss{centre, &calls};
    CHECK(loss_edge(loss) == Approx(loss.edge(0.64)).epsilon(0.02));
    CHECK(calls == 4);
  }
}

TEST_CASE("an edge outside of what is searched is put into the middle of the last piece") {
  const EdgeSearch search{2, 32, 4, 0.64};
  CHECK(loss_edge([](double) { return 1.0; }, search) == Approx(32 / std::pow(2.0, 0.125)));
  CHECK(loss_edge([](double) { return 0.0; }, search) == Approx(2 * std::pow(2.0, 0.125)));
}

TEST_CASE("the level decides where the edge is") {
  int calls = 0;
  const Falling loss{11, &calls};
  EdgeSearch search;
  search.level = 0.4;
  CHECK(loss_edge(loss, search) == Approx(loss.edge(0.4)).epsilon(0.02));
  CHECK(loss.edge(0.4) > 2 * loss.edge(0.64));
}

}  // namespace
}  // namespace encoder_claims
}  // namespace benignity::testing
