#include <catch2/catch.hpp>

#include "tests/support/claim_contexts.hpp"
#include "verify/claims/proof/claims.hpp"
#include "verify/claims/proof/statements.hpp"

namespace benignity {
namespace {

Enclosed around(double value) { return {value - 0.01, value + 0.01, {}}; }

/// Two samples, the second one noisy.
Labels one_noisy() { return {{1, -1}, {1, 1}}; }

Proof proof_of(double clean_margin, double noisy_margin, ProbabilityBounds error) {
  Proof proof;
  ProvedRecord record;
  record.state.margin = {around(clean_margin), around(noisy_margin)};
  record.state.relevant = {around(0.9), around(0.1)};
  proof.records = {record};
  proof.fresh = {error, {0.96, 0.98}};
  return proof;
}

TEST_CASE("a statement of a proof is true, false or undecided as its enclosures are") {
  const Labels labels = one_noisy();
  const ProbabilityBounds small{0.001, 0.02};
  CHECK(part_two_signs(proof_of(1, 1, small), labels, 0.05) == true);
  CHECK(part_two_signs(proof_of(1, -1, small), labels, 0.05) == false);
  CHECK_FALSE(part_two_signs(proof_of(1, 0, small), labels, 0.05));
  CHECK_FALSE(part_two_signs(proof_of(1, 1, {0.04, 0.06}), labels, 0.05));
  CHECK(part_two_signs(proof_of(1, 1, {0.06, 0.07}), labels, 0.05) == false);
  // False is false whatever else is undecided.
  CHECK(part_two_signs(proof_of(-1, 0, {0.04, 0.06}), labels, 0.05) == false);
  CHECK(part_one_signs(proof_of(1, -1, small), labels, 0.05) == true);
  CHECK(part_one_signs(proof_of(1, 1, small), labels, 0.05) == false);
  CHECK_FALSE(part_one_signs(proof_of(1, 0.005, small), labels, 0.05));
  CHECK(harmful_error(proof_of(1, 1, {0.05, 0.07}), labels, 0.05) == true);
  CHECK(harmful_error(proof_of(1, 1, small), labels, 0.05) == false);
  CHECK(part_two_selections(proof_of(1, 1, small), labels, 0.05) == true);
  CHECK(part_two_selections(proof_of(1, 1, small), labels, 0.01) == false);
  CHECK_FALSE(part_two_selections(proof_of(1, 1, small), labels, 0.03));
  CHECK(part_one_selections(proof_of(1, 1, small), labels, 0.05) == false);
  Proof without = proof_of(1, 1, small);
  without.fresh.reset();
  CHECK_FALSE(part_two_signs(without, labels, 0.05));
}

TEST_CASE("a moved coefficient is seen, and one that has not moved is not") {
  CHECK(moved_coefficient_claim().check(testing::uninterrupted_at(701)).verdict == Verdict::pass);
  for (const double nothing : {0.0, 1e-60}) {
    const Claim claim = moved_coefficient_claim({.coefficient_error = nothing});
    CHECK(claim.check(testing::uninterrupted_at(701)).verdict == Verdict::fail);
  }
}

}  // namespace
}  // namespace benignity
