#include "verify/experiments/cost.hpp"

#include <algorithm>

#include "sim/trajectory/engine_choice.hpp"
#include "sim/trajectory/required_memory.hpp"

namespace benignity {
namespace {

/// Seconds a multiplication with its addition takes.
double seconds_an_operation(Precision precision) {
  switch (precision) {
    case Precision::float32:
      return 8e-11;
    case Precision::float64:
      return 1.2e-10;
    case Precision::long_double:
      return 4e-9;
    case Precision::digits50:
      return 1.5e-7;
    case Precision::digits100:
      return 3e-7;
  }
  return 0;
}

double core_seconds(const RunSettings& settings) {
  const Parameters& p = settings.parameters;
  const auto d = static_cast<double>(p.dimension);
  const double tokens = static_cast<double>(p.samples) * static_cast<double>(p.tokens);
  const double fresh_tokens =
      static_cast<double>(settings.test_samples) * static_cast<double>(p.tokens);
  const double operation = seconds_an_operation(settings.precision);
  const double double_operation = seconds_an_operation(Precision::float64);
  constexpr double draw = 2e-8;           // of one normal
  constexpr double memory_bound = 8e-10;  // of an entry of W, which no cache holds
  constexpr double evaluations = 1e4;     // of a flow's right side, to any time
  const double records =
      settings.has_continuous_time() ? 24 : p.steps / static_cast<double>(settings.record_every());
  if (p.model == ModelKind::one_layer_encoder) {
    constexpr double encoder_operation = 2e-11;  // 512-bit multiply-adds in single precision
    const auto samples = static_cast<double>(p.samples);
    const auto fresh = static_cast<double>(settings.test_samples) * (records + 1);
    return step_cost(settings, Engine::dense) * encoder_operation *
               (p.steps + fresh / (3 * samples)) +
           fresh_tokens * d * draw * (records + 1);
  }
  switch (choose_engine(settings).engine) {
    case Engine::sampled:
      return tokens * tokens * (p.steps * 2 * operation + draw) +
             tokens * tokens * tokens * double_operation + fresh_tokens * draw * records;
    case Engine::flow:
      return tokens * tokens * (evaluations * 6 * operation + draw) +
             tokens * tokens * tokens * 2 * operation + fresh_tokens * draw * records;
    case Engine::mean_field:
    case Engine::automatic:
      return 0.05;
    case Engine::gram:
      return tokens * tokens * (p.steps * 2 + d) * operation + (d + tokens) * d * draw +
             fresh_tokens * d * draw;
    case Engine::dense:
      return d * d * (p.steps * 2 * std::max(operation, memory_bound) + draw) +
             fresh_tokens * d * draw;
  }
  return 0;
}

}  // namespace

SweepCost sweep_cost(const std::vector<RunSettings>& cells) {
  SweepCost cost;
  for (const RunSettings& cell : cells) {
    cost.core_seconds += core_seconds(cell);
    cost.largest_bytes = std::max(cost.largest_bytes, required_bytes(cell));
  }
  return cost;
}

}  // namespace benignity
