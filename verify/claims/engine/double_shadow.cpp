#include <string>

#include <boost/multiprecision/eigen.hpp>

#include "sim/engine/explicit_gram.hpp"
#include "theory/elementary.hpp"
#include "theory/scalar.hpp"
#include "verify/claims/engine/engine_claims.hpp"

namespace benignity {
namespace {

constexpr double shadow_tolerance = 1e-8;

Finding check_double_shadow(int steps, const ClaimContext& context) {
  const Parameters paper;
  const GramStart<double> start =
      explicit_gram_start<double>(paper, draw_training_set(paper, context.seed, 0), context.seed, 0)
          .start;
  const AttentionProblem<Float50> shadow_problem{start.problem.samples, start.problem.tokens,
                                                 start.problem.labels,
                                                 start.problem.head_values.cast<Float50>()};
  GramDescent<double> run(start.problem, start.state);
  GramDescent<Float50> shadow(shadow_problem, promote<Float50>(start.state));
  LargestError worst;
  for (int tau = 0; tau < steps; ++tau) {
    throw_if_interrupted(context);
    run.step(paper.step_size);
    shadow.step(Float50(paper.step_size));
    const Vector<Float50> error = run.logits().cast<Float50>() - shadow.logits();
    worst.see_entries(error);
  }
  Finding finding;
  finding.replicates = 1;
  finding.measurements = {
      {"largest error of any logit at any step", 0.0, worst.value(), {0.0, shadow_tolerance}}};
  finding.verdict = worst.value() <= shadow_tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation =
      std::to_string(steps) + " steps of the paper's benign setting in double and at 50 digits";
  return finding;
}

}  // namespace

Claim double_shadow_claim(int steps) {
  return {{"engine.double_shadow",
           "Gram descent in double stays within 1e-8 of exact arithmetic in every logit",
           "[derived] theory/README.md section 4", "engine",
           "the paper's benign setting: n = 20, T = 8, d = 2000, |mu| = 20, alpha = 0.005",
           "the same initial state promoted to 50 digits; 1000 steps; every logit at every step",
           "gram", "double, 50"},
          Decision::arithmetic,
          [steps](const ClaimContext& context) { return check_double_shadow(steps, context); }};
}

}  // namespace benignity
