#include <algorithm>

#include <boost/multiprecision/eigen.hpp>

#include "sim/data/initial_parameters.hpp"
#include "sim/engine/dense.hpp"
#include "theory/elementary.hpp"
#include "theory/scalar.hpp"
#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/engine/random_problem.hpp"

namespace benignity {
namespace {

constexpr int gradient_shapes = 24;
constexpr double gradient_tolerance = 1e-40;

struct AttentionParameters {
  RowMatrix<Float100> weights;
  Vector<Float100> query;
};

/// The loss written down as the paper does, with no formula shared with sim/.
Float100 loss_by_definition(const Parameters& setting, const TrainingSet& set,
                            const AttentionParameters& at) {
  const Float100 head = Float100(setting.head_norm()) / sqrt(Float100(2));
  Float100 total = 0;
  for (std::int64_t i = 0; i < setting.samples; ++i) {
    Float100 normaliser = 0;
    Float100 weighted = 0;
    for (std::int64_t t = 0; t < setting.tokens; ++t) {
      const Vector<Float100> token =
          set.rows.row(i * setting.tokens + t).transpose().cast<Float100>();
      const Float100 attention = exp(at.query.dot(at.weights * token));
      normaliser += attention;
      weighted += attention * head * (token(0) - token(1));
    }
    const int label = set.labels.observed[static_cast<std::size_t>(i)];
    total += log(1 + exp(-label * weighted / normaliser));
  }
  return total / Float100(setting.samples);
}

/// Largest |step of the engine - central difference| over all entries of p and W, divided by the
/// largest gradient entry.
double attention_gradient_error(const Parameters& setting, std::uint64_t seed,
                                std::uint64_t index) {
  const TrainingSet set = draw_training_set(setting, seed, index);
  const std::int64_t dimension = setting.dimension;
  AttentionParameters at{RowMatrix<Float100>(dimension, dimension),
                         draw_query(setting, seed, index).cast<Float100>()};
  Vector<double> row(dimension);
  for (std::int64_t r = 0; r < dimension; ++r) {
    draw_weight_row(setting, seed, index, r, row);
    at.weights.row(r) = row.transpose().cast<Float100>();
  }
  DenseDescent<Float100> descent(attention_problem<Float100>(setting, set),
                                 set.rows.cast<Float100>(), at.weights, at.query);
  descent.step(Float100(1));

  const Float100 h("1e-24");  // h^2 and 1e-100/h both stay below 1e-45
  LargestError largest_error;
  Float100 largest_entry = 0;
  const auto compare = [&](Float100& coordinate, const Float100& moved) {
    const Float100 start = coordinate;
    const Float100 analytic = start - moved;  // the gradient, since the step size is 1
    coordinate = start + h;
    const Float100 above = loss_by_definition(setting, set, at);
    coordinate = start - h;
    const Float100 below = loss_by_definition(setting, set, at);
    coordinate = start;
    largest_error.see(static_cast<double>((above - below) / (2 * h) - analytic));
    largest_entry = std::max(largest_entry, Float100(abs(analytic)));
  };
  for (std::int64_t r = 0; r < dimension; ++r) {
    compare(at.query(r), descent.query()(r));
    for (std::int64_t column = 0; column < dimension; ++column) {
      compare(at.weights(r, column), descent.weights()(r, column));
    }
  }
  return largest_error.value() / static_cast<double>(largest_entry);
}

Finding check_attention_gradient(const ClaimContext& context) {
  Finding finding;
  LargestError worst;
  for (int index = 0; index < gradient_shapes; ++index) {
    throw_if_interrupted(context);
    const auto replicate = static_cast<std::uint64_t>(index);
    const Parameters setting = random_problem(context.seed, replicate, DimensionChoice::small);
    worst.see(attention_gradient_error(setting, context.seed, replicate));
  }
  finding.replicates = gradient_shapes;
  finding.measurements = {
      {"largest relative gradient error", 0.0, worst.value(), {0.0, gradient_tolerance}}};
  finding.verdict = worst.value() <= gradient_tolerance ? Verdict::pass : Verdict::fail;
  finding.explanation = "one engine step against central differences of the loss in every entry";
  return finding;
}

}  // namespace

Claim attention_gradient_claim() {
  return {{"engine.attention_gradient",
           "-dL/dp = W v and -dL/dW = p v^T with v = sum c_{i,t} x_t, "
           "c_{i,t} = sigma(-Y_i f_i) Y_i s_t (gamma_t - f_i)/n",
           "[paper] gradient of the poster, rewritten in theory/README.md (3.3)", "engine",
           "any shape; here rho > 0, flipped labels of both classes, unequal softmax",
           "24 random shapes with T >= 5: one unit step of the dense engine against central "
           "differences of the loss as defined, 100 digits, h = 1e-24, all entries of p and W, "
           "error relative to the largest entry at most 1e-40",
           "dense", "100"},
          Decision::arithmetic,
          check_attention_gradient};
}

}  // namespace benignity
