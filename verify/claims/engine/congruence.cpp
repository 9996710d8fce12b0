#include "sim/engine/conserved_quantities.hpp"
#include "sim/model/products.hpp"
#include "theory/elementary.hpp"
#include "verify/claims/engine/dense_beside_gram.hpp"
#include "verify/claims/engine/engine_claims.hpp"

namespace benignity {
namespace {

constexpr int congruence_shapes = 3;
constexpr int congruence_steps = 10;
constexpr double congruence_tolerance = 1e-40;

Matrix<Float50> in_full(const Matrix<Float50>& lower) {
  return lower.selfadjointView<Eigen::Lower>();
}

/// Gamma = [[H, a], [a^T, q]].
Matrix<Float50> joint_gram(const GramState<Float50>& state) {
  const Eigen::Index size = state.logits.size();
  Matrix<Float50> joint(size + 1, size + 1);
  joint.topLeftCorner(size, size) = in_full(state.weighted_kernel);
  joint.topRightCorner(size, 1) = state.logits;
  joint.bottomLeftCorner(1, size) = state.logits.transpose();
  joint(size, size) = state.query_norm2;
  return joint;
}

struct StepErrors {
  LargestError congruence;
  LargestError determinant;
  LargestError trace;
};

void see_errors_of_a_step(DenseBesideGram& pair, StepErrors& worst) {
  const GramState<Float50> before = pair.gram().state();
  const Vector<Float50> c = pair.gram().response().coefficients;
  const Float50 alpha = pair.step_size();
  pair.step();
  const GramState<Float50>& after = pair.gram().state();

  const Eigen::Index size = c.size();
  const Vector<Float50> k = product(in_full(before.kernel), c);
  const Vector<Float50> h = product(in_full(before.weighted_kernel), c);
  Matrix<Float50> step = Matrix<Float50>::Identity(size + 1, size + 1);
  step.topRightCorner(size, 1) = c * alpha;
  step.bottomLeftCorner(1, size) = k.transpose() * alpha;
  const Matrix<Float50> joint = joint_gram(before);
  const Matrix<Float50> moved = product(product(step.transpose(), joint), step);
  const Matrix<Float50> error = joint_gram(after) - moved;

  // K stays what it was.
  const ConservedQuantitiesOf<Float50> invariants_of(before.kernel);
  const ConservedQuantities<Float50> then = invariants_of(before);
  const ConservedQuantities<Float50> now = invariants_of(after);
  const Float50 shrink = 1 - alpha * alpha * c.dot(k);
  const Float50 determinant_ratio = exp(now.log_determinant.value() - then.log_determinant.value());
  const Float50 balance_change = alpha * alpha * (before.query_norm2 * c.dot(k) - c.dot(h));
  const Float50 balance_error = now.trace_balance - then.trace_balance - balance_change;
  worst.congruence.see_entries(error / joint.cwiseAbs().maxCoeff());
  worst.determinant.see(static_cast<double>(determinant_ratio / (shrink * shrink) - 1));
  worst.trace.see(static_cast<double>(balance_error));
}

Finding check_congruence(const ClaimContext& context) {
  Finding finding;
  StepErrors worst;
  for (std::uint64_t index = 0; index < congruence_shapes; ++index) {
    DenseBesideGram pair(context.seed, 200 + index);
    for (int tau = 0; tau < congruence_steps; ++tau) {
      throw_if_interrupted(context);
      see_errors_of_a_step(pair, worst);
    }
  }
  finding.replicates = congruence_shapes;
  finding.measurements = {{"relative error of Gamma' = A^T Gamma A",
                           0.0,
                           worst.congruence.value(),
                           {0.0, congruence_tolerance}},
                          {"relative error of det Gamma'/det Gamma",
                           0.0,
                           worst.determinant.value(),
                           {0.0, congruence_tolerance}},
                          {"error of the change of tr(K^-1 H) - q",
                           0.0,
                           worst.trace.value(),
                           {0.0, congruence_tolerance}}};
  const bool holds = worst.congruence.value() <= congruence_tolerance &&
                     worst.determinant.value() <= congruence_tolerance &&
                     worst.trace.value() <= congruence_tolerance;
  finding.verdict = holds ? Verdict::pass : Verdict::fail;
  finding.explanation = "matrix, determinant and trace forms of one step, every step";
  return finding;
}

}  // namespace

Claim congruence_claim() {
  return {
      {"engine.congruence",
       "one step maps Gamma = [[H, a], [a^T, q]] to A^T Gamma A with A = [[I, alpha c], "
       "[alpha k^T, 1]]; det Gamma' = (1 - alpha^2 c^T K c)^2 det Gamma; tr(K^-1 H) - q changes "
       "by alpha^2 (q c^T K c - c^T H c)",
       "[derived] theory/README.md (4.4), (4.5)", "engine", "K and Gamma invertible",
       "3 random shapes with d > nT + 2, 10 steps at 50 digits: each error at most 1e-40", "gram",
       "50"},
      Decision::arithmetic,
      check_congruence};
}

}  // namespace benignity
