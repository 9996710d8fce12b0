#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
#include "verify/claims/encoder/claims.hpp"
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

}  // namespace
}  // namespace encoder_claims
}  // namespace benignity::testing
