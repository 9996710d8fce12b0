#include <string>

#include <boost/multiprecision/eigen.hpp>
#include <fmt/core.h>

#include "sim/certified/gram_enclosure.hpp"
#include "sim/engine/gram.hpp"
#include "sim/engine/sampled.hpp"
#include "theory/scalar.hpp"
#include "verify/claims/proof/claims.hpp"
#include "verify/claims/runs.hpp"

namespace benignity {
namespace {

constexpr long bits = 160;

std::vector<std::string> decimals(const Vector<Float50>& values) {
  std::vector<std::string> texts;
  for (const Float50& value : values) texts.push_back(value.str(55, std::ios_base::scientific));
  return texts;
}

RunSettings small_run(const ClaimContext& context) {
  Parameters parameters;
  parameters.samples = 4;
  parameters.tokens = 4;
  parameters.dimension = 400;
  parameters.step_size = 0.02;
  return run_of(parameters, context, 0);
}

/// A run of 50 digits from the doubles of the draw, one coefficient of its 20th step moved.
Finding check_moved_coefficient(const OutsideDesign& design, const ClaimContext& context) {
  constexpr int moved_step = 20;
  constexpr int steps = 40;
  const RunSettings settings = small_run(context);
  const ExactDraw draw = exact_draw(settings);
  const Matrix<Float50> rows = draw.rows.cast<Float50>();
  const Matrix<Float50> images =
      (draw.weights.cast<Float50>() * Float50(draw.weight_scale)).lazyProduct(rows.transpose());
  const Eigen::Index active = draw.samples() * draw.tokens;
  const Vector<Float50> head_values = (rows.col(0) - rows.col(1)).head(active) *
                                      Float50(Float50(draw.head_norm) / sqrt(Float50(2)));
  GramDescent<Float50> run(
      {draw.samples(), draw.tokens, draw.labels, head_values},
      {rows.lazyProduct(rows.transpose()), images.transpose().lazyProduct(images),
       Vector<Float50>::Zero(rows.rows()), 0});
  GramEnclosure enclosure(draw, bits);
  double outside_before = 0;  // steps
  double outside_after = 0;
  GramEnclosure::Distance distance;
  for (int tau = 1; tau <= steps; ++tau) {
    throw_if_interrupted(context);
    run.step(Float50(draw.step_size));
    enclosure.step();
    if (tau == moved_step) {
      // c_0 of the step that led here: by a' = a + alpha H c + ..., to first order.
      GramState<Float50> state = run.state();
      state.logits += Float50(draw.step_size) * Float50(design.coefficient_error) *
                      state.weighted_kernel.col(0);
      run = GramDescent<Float50>(run.problem(), state);
    }
    distance = enclosure.distance(decimals(run.logits()));
    // The engine's own rounding at 50 digits is far inside the radius of 160 bits.
    if (distance.least > 0) (tau < moved_step ? outside_before : outside_after) += 1;
  }
  Finding finding;
  finding.replicates = 1;
  finding.measurements = {
      {"steps outside before the coefficient moved", 0.0, outside_before, {0.0, 0.0}},
      {"steps outside from then on", 21.0, outside_after, {21.0, 21.0}},
      {"distance of the logits at the last step, at least", std::nullopt, distance.least, {}},
      {"radius of the enclosure there", std::nullopt, distance.radius, {}}};
  finding.verdict = outside_before == 0 && outside_after == 21 ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "moved by {:g} at step {}, the logits are {:.2g} or more from the run at step {}, "
      "{:.2g} times the radius",
      design.coefficient_error, moved_step, distance.least, steps,
      distance.least / distance.radius);
  return finding;
}

Finding check_double_outside(const ClaimContext& context) {
  constexpr int steps = 200;
  const RunSettings settings = run_of(Parameters(), context, 0);
  const GramStart<double> start =
      sample_gram_start(settings.parameters, settings.seed, settings.replicate);
  const ExactDraw draw = exact_draw(settings);
  GramDescent<double> run(start.problem, start.state);
  GramEnclosure enclosure(draw, bits);
  for (int tau = 0; tau < steps; ++tau) {
    throw_if_interrupted(context);
    run.step(draw.step_size);
    enclosure.step();
  }
  const GramEnclosure::Distance distance =
      enclosure.distance({run.logits().data(), static_cast<std::size_t>(run.logits().size())});
  constexpr double shadow = 1e-8;  // what engine.double_shadow lets a logit be off by
  Finding finding;
  finding.replicates = 1;
  finding.measurements = {
      {"distance of the logits at step 200, at least", std::nullopt, distance.least, {1e-17, {}}},
      {"the same, at most", std::nullopt, distance.most, {{}, shadow}},
      {"radius of the enclosure", std::nullopt, distance.radius, {}}};
  finding.verdict =
      distance.least > 1e-17 && distance.most <= shadow ? Verdict::pass : Verdict::fail;
  finding.explanation =
      fmt::format("at step {} all logits in double are together {:.3g} to {:.3g} from the run",
                  steps, distance.least, distance.most);
  return finding;
}

}  // namespace

Claim moved_coefficient_claim(const OutsideDesign& design) {
  return {
      {"proof.moved_coefficient",
       "a run with one coefficient of one step moved by 1e-12 is outside the enclosure from then "
       "on",
       "[derived] theory/README.md section 4b", "control",
       "n = 4, T = 4, d = 400, alpha = 0.02, otherwise the paper's benign setting",
       "the engine at 50 digits from the doubles of the draw: inside the enclosure of 160 bits "
       "for 19 steps, outside from the 20th to the 40th",
       "sampled", "50 and balls"},
      Decision::arithmetic,
      [design](const ClaimContext& context) { return check_moved_coefficient(design, context); }};
}

Claim double_outside_claim() {
  return {{"proof.double_outside",
           "a run in double is outside the enclosure by step 200, by an error that is known",
           "[derived] theory/README.md section 4b", "control",
           "the paper's benign setting: n = 20, T = 8, d = 2000, |mu| = 20, alpha = 0.005",
           "all logits of engine gram's step from the sampled start in double against the "
           "enclosure: outside, and within the 1e-8 of engine.double_shadow",
           "sampled", "double and balls"},
          Decision::arithmetic,
          check_double_outside};
}

std::vector<Claim> proof_claims() {
  std::vector<Claim> claims = published_proof_claims();
  for (Claim& claim : in_regime_proof_claims()) claims.push_back(std::move(claim));
  claims.push_back(double_outside_claim());
  claims.push_back(moved_coefficient_claim());
  return claims;
}

}  // namespace benignity
