#include "sim/certified/exact_draw.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/data/initial_matrix.hpp"
#include "sim/data/initial_parameters.hpp"
#include "sim/data/token_law.hpp"
#include "sim/engine/sampled.hpp"
#include "sim/random/stream.hpp"
#include "sim/trajectory/given_dynamics.hpp"
#include "sim/trajectory/memory_limit.hpp"
#include "theory/invalid_input.hpp"
#include "theory/setting/plain.hpp"

namespace benignity {
namespace {

void require_certified_form(const RunSettings& settings) {
  const std::string engine(name(settings.engine));
  if (settings.engine != Engine::sampled && settings.engine != Engine::gram) {
    throw InvalidInput("engine", engine, "sampled or gram with --certify");
  }
  if (settings.precision != Precision::float64) {
    throw InvalidInput("precision", std::string(name(settings.precision)),
                       "double, the scalar of the draw, with --certify: the proof chooses its own "
                       "digits");
  }
  if (const auto departure = first_departure(settings.parameters)) {
    throw InvalidInput(departure->key, departure->value,
                       departure->instead + " with --certify: its enclosure is not derived");
  }
}

void require_certified_arrays(const RunSettings& settings) {
  if (settings.data == nullptr) return;
  const DataSet& set = *settings.data;
  if (!set.training.absent.empty() || (set.test && !set.test->absent.empty())) {
    throw InvalidInput("data", set.folder,
                       "without a mask with --certify: absent tokens have no enclosure");
  }
  if (settings.query_token) {
    throw InvalidInput("query_token", std::to_string(*settings.query_token),
                       "left out with --certify: what is enclosed is descent on (W, p)");
  }
}

/// Seven M x M matrices of balls of first_bits, and W with W X^T where they are explicit. A ball is
/// 48 bytes and its limbs.
void require_proof_in_memory(const RunSettings& settings) {
  const Parameters& parameters = settings.parameters;
  const std::int64_t signals = settings.data == nullptr ? 2 : 0;
  const auto vectors = static_cast<double>(parameters.samples * parameters.tokens + signals);
  const double width =
      settings.engine == Engine::gram ? static_cast<double>(parameters.dimension) : vectors;
  constexpr double ball = 48 + 32;
  const double needed = ball * (7 * vectors * vectors + width * width + 3 * width * vectors);
  const double available = memory_limit_bytes();
  if (needed <= available) return;
  const bool by_width = settings.engine == Engine::gram && width > vectors;
  throw InvalidInput(by_width ? "dimension" : "samples",
                     std::to_string(by_width ? parameters.dimension : parameters.samples),
                     "smaller with --certify: the proof needs " + gibibytes(needed) +
                         " and the machine has " + gibibytes(available));
}

RowMatrix<double> drawn_weights(const RunSettings& settings) {
  return draw_weight_matrix(settings.parameters, settings.seed, settings.replicate,
                            settings.parameters.dimension, {});
}

ExactDraw sampled_draw(const RunSettings& settings) {
  const Parameters& parameters = settings.parameters;
  SampledFactors factors = sample_factors(parameters, settings.seed, settings.replicate);
  const Eigen::Index vectors = factors.rows.size;
  ExactDraw draw;
  draw.labels = std::move(factors.labels);
  draw.rows = factors.rows.entries.topLeftCorner(vectors, vectors);
  draw.weights.resize(vectors + 1, vectors);
  draw.weights.row(0) = factors.direction.transpose();
  draw.weights.bottomRows(vectors) = factors.triangle.transpose();
  draw.weight_scale = parameters.init_weight_std();
  draw.query = Vector<double>::Zero(vectors + 1);
  draw.query(0) = std::sqrt(factors.query_norm2);
  // The stream that the joint test law draws |w_perp|^2 from holds other numbers of it.
  constexpr std::uint32_t of_proofs = std::numeric_limits<std::uint32_t>::max();
  draw.unseen_chi_squared =
      Stream({settings.seed, Purpose::test_orthogonal, settings.replicate, of_proofs, 0})
          .chi_squared(static_cast<double>(parameters.dimension - vectors));
  return draw;
}

ExactDraw explicit_draw(const RunSettings& settings) {
  const Parameters& parameters = settings.parameters;
  TrainingSet set = draw_training_set(parameters, settings.seed, settings.replicate);
  ExactDraw draw;
  draw.labels = std::move(set.labels);
  draw.rows = std::move(set.rows);
  draw.weights = drawn_weights(settings);
  draw.query = draw_query(parameters, settings.seed, settings.replicate);
  return draw;
}

ExactDraw given_draw(const RunSettings& settings) {
  const Parameters& parameters = settings.parameters;
  const DataSet& set = *settings.data;
  const ChosenSamples chosen =
      choose_samples(set, parameters, settings.head_samples, settings.seed, settings.replicate);
  ExactDraw draw;
  draw.labels = chosen.labels;
  draw.rows = samples_at(set.training, chosen.training).rows;
  draw.weights = set.weights ? *set.weights : drawn_weights(settings);
  draw.query = set.query ? *set.query : draw_query(parameters, settings.seed, settings.replicate);
  draw.given.emplace();
  draw.given->linear_head = initial_linear_head(settings).col(0);
  if (set.test) {
    draw.given->test_rows = set.test->rows;
    draw.given->test_labels = set.test->labels;
  }
  return draw;
}

ExactDraw draw_of(const RunSettings& settings) {
  if (settings.data != nullptr) return given_draw(settings);
  return settings.engine == Engine::sampled ? sampled_draw(settings) : explicit_draw(settings);
}

}  // namespace

ExactDraw exact_draw(const RunSettings& settings) {
  validate(settings);
  require_certified_arrays(settings);
  require_certified_form(settings);
  require_proof_in_memory(settings);
  ExactDraw draw = draw_of(settings);
  draw.tokens = settings.parameters.tokens;
  if (!draw.given) draw.head_norm = settings.parameters.head_norm();
  draw.step_size = settings.parameters.step_size;
  return draw;
}

}  // namespace benignity
