#include <boost/multiprecision/eigen.hpp>

#include "theory/elementary.hpp"
#include "theory/scalar.hpp"
#include "verify/claims/engine/dense_beside_gram.hpp"
#include "verify/claims/engine/engine_claims.hpp"

namespace benignity {
namespace {

constexpr int pair_shapes = 4;
constexpr int pair_steps = 100;
constexpr double pair_tolerance = 1e-40;

Finding check_gram_equals_dense(const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  LargestError largest_move;
  for (std::uint64_t index = 0; index < pair_shapes; ++index) {
    DenseBesideGram pair(context.seed, index);
    const Vector<Float50> start = pair.dense().logits();
    for (int tau = 0; tau < pair_steps; ++tau) {
      throw_if_interrupted(context);
      pair.step();
      const Vector<Float50> difference = pair.dense().logits() - pair.gram().logits();
      worst.see_entries(difference);
    }
    const Vector<Float50> move = pair.dense().logits() - start;
    largest_move.see_entries(move);
  }
  finding.replicates = pair_shapes;
  finding.measurements = {
      {"largest difference of any logit at any step", 0.0, worst.value(), {0.0, pair_tolerance}},
      {"largest move of a logit from tau = 0",
       std::nullopt,
       largest_move.value(),
       {0.1, std::nullopt}}};
  const bool moved = largest_move.value() >= 0.1;
  finding.verdict = worst.value() <= pair_tolerance && moved ? Verdict::pass : Verdict::fail;
  finding.explanation = "explicit (W, p) and Gram space side by side, tokens and signals";
  return finding;
}

}  // namespace

Claim gram_equals_dense_claim() {
  return {
      {"engine.gram_equals_dense",
       "Gram-space descent shows the trajectory of the explicit (W, p) iteration",
       "[derived] theory/README.md (4.3)", "engine", "any data, any initial parameters",
       "4 random shapes with T >= 5, 100 steps at 50 digits: every logit, passive ones included, "
       "equal to 1e-40; the logits must have moved by 0.1 or more",
       "dense, gram", "50"},
      Decision::arithmetic,
      check_gram_equals_dense};
}

}  // namespace benignity
