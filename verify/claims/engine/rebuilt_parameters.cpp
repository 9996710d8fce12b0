#include "theory/elementary.hpp"
#include "verify/claims/engine/dense_beside_gram.hpp"
#include "verify/claims/engine/engine_claims.hpp"

namespace benignity {
namespace {

constexpr int rebuilt_shapes = 3;
constexpr int rebuilt_steps = 50;
constexpr double rebuilt_tolerance = 1e-40;

Finding check_rebuilt_parameters(const ClaimContext& context) {
  Finding finding;
  LargestError worst_query;
  LargestError worst_weights;
  for (std::uint64_t index = 0; index < rebuilt_shapes; ++index) {
    throw_if_interrupted(context);
    DenseBesideGram pair(context.seed, 100 + index);
    for (int tau = 0; tau < rebuilt_steps; ++tau) pair.step();
    const Vector<Float50> query_error = pair.dense().query() - pair.rebuilt_query();
    const Matrix<Float50> weight_error = pair.dense().weights() - pair.rebuilt_weights();
    worst_query.see_entries(query_error);
    worst_weights.see_entries(weight_error);
  }
  finding.replicates = rebuilt_shapes;
  finding.measurements = {
      {"largest error of a rebuilt entry of p", 0.0, worst_query.value(), {0.0, rebuilt_tolerance}},
      {"largest error of a rebuilt entry of W",
       0.0,
       worst_weights.value(),
       {0.0, rebuilt_tolerance}}};
  finding.verdict =
      worst_query.value() <= rebuilt_tolerance && worst_weights.value() <= rebuilt_tolerance
          ? Verdict::pass
          : Verdict::fail;
  finding.explanation = "trained parameters rebuilt from Gram space against the explicit ones";
  return finding;
}

}  // namespace

Claim rebuilt_parameters_claim() {
  return {{"engine.rebuilt_parameters",
           "p = beta p0 + Z0 b and W = W0 + (p0 e^T + Z0 B) X with beta += alpha e^T k, "
           "b += alpha (c + B k), e += alpha beta c, B += alpha b c^T",
           "[derived] theory/README.md (4.6)", "engine", "any data, any initial parameters",
           "3 random shapes, 50 steps at 50 digits: every entry of p and W equal to 1e-40",
           "dense, gram", "50"},
          Decision::arithmetic,
          check_rebuilt_parameters};
}

}  // namespace benignity
