#include "sim/trajectory/engine_choice.hpp"

#include <array>
#include <cstdio>

#include "sim/data/probes.hpp"
#include "sim/engine/sampled.hpp"
#include "sim/trajectory/memory_limit.hpp"
#include "sim/trajectory/required_memory.hpp"

namespace benignity {
namespace {

std::string rounded(double number) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.3g", number);
  return digits.data();
}

bool fits(RunSettings settings, Engine engine) {
  settings.engine = engine;
  return required_bytes(settings) <= memory_limit_bytes();
}

EngineChoice cheaper_of_explicit(const RunSettings& settings) {
  const double gram = step_cost(settings, Engine::gram);
  const double dense = step_cost(settings, Engine::dense);
  Engine engine = gram < dense ? Engine::gram : Engine::dense;
  std::string reason =
      rounded(engine == Engine::gram ? gram : dense) + " multiplications a step, " +
      (engine == Engine::gram ? "dense " + rounded(dense) : "gram " + rounded(gram));
  const Engine other = engine == Engine::gram ? Engine::dense : Engine::gram;
  if (!fits(settings, engine) && fits(settings, other)) {
    reason = std::string(name(engine)) + " does not fit in memory";
    engine = other;
  }
  return {engine, reason};
}

}  // namespace

double step_cost(const RunSettings& settings, Engine engine) {
  const Parameters& p = settings.parameters;
  const double n = static_cast<double>(p.samples);
  const double m = n * static_cast<double>(p.tokens);
  const double d = static_cast<double>(p.dimension);
  const double r = static_cast<double>(p.key_dimension());
  const double heads = static_cast<double>(p.heads);
  const double blocks = p.momentum > 0 ? 2 : 1;
  const double columns = heads + (p.trained.linear_head ? static_cast<double>(output_count(p)) : 0);
  const bool key_query = p.parameterization == Parameterization::key_query;
  if (p.model == ModelKind::one_layer_encoder) {
    const double width = static_cast<double>(p.mlp_width);
    return 3 * n * (d * d + 2 * d * width) + 4 * d * d + 4 * m * d;
  }
  const double matrix = key_query ? 8 * r * d : 6 * d * d;
  if (engine == Engine::dense) {
    const double asked = settings.query_token ? heads * n * (key_query ? 4 * r * d : 2 * d * d) : 0;
    return 2 * m * d * columns + heads * blocks * matrix + asked;
  }
  if (settings.query_token) return m * m * (columns + heads);
  return m * m * (columns + heads * (2 * blocks * blocks + 3 * blocks));
}

EngineChoice choose_engine(const RunSettings& settings) {
  if (settings.engine != Engine::automatic) return {settings.engine, {}};
  const Parameters& p = settings.parameters;
  if (p.model == ModelKind::one_layer_encoder) {
    return {Engine::dense, "the encoder has explicit parameters alone"};
  }
  if (p.optimizer == OptimizerKind::adamw) {
    return {Engine::dense, "adamw depends on the basis of R^d"};
  }
  if (settings.data != nullptr) {
    if (p.parameterization == Parameterization::key_query) {
      return {Engine::dense, "key and query matrices on given data"};
    }
    return cheaper_of_explicit(settings);
  }
  // Doubles first: samples x tokens may be more than 64 bits count.
  const double tokens = static_cast<double>(p.samples) * static_cast<double>(p.tokens);
  if (p.init_weight_law != InitWeightLaw::uniform && tokens < static_cast<double>(p.dimension) &&
      p.dimension >= least_sampled_dimension(p)) {
    return {Engine::sampled, "exact in distribution at a cost free of the dimension"};
  }
  return cheaper_of_explicit(settings);
}

RunSettings with_chosen_engine(RunSettings settings) {
  settings.engine = choose_engine(settings).engine;
  return settings;
}

}  // namespace benignity
