#include "sim/trajectory/required_memory.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "sim/trajectory/engine_choice.hpp"
#include "sim/trajectory/memory_limit.hpp"
#include "sim/trajectory/result.hpp"
#include "theory/invalid_input.hpp"
#include "theory/setting/plain.hpp"

namespace benignity {
namespace {

double scalar_bytes(Precision precision) {
  switch (precision) {
    case Precision::float32:
      return 4;
    case Precision::float64:
      return 8;
    case Precision::long_double:
      return 16;
    case Precision::digits50:
      return 56;
    case Precision::digits100:
      return 80;
  }
  return 8;
}

/// A model of the family: K in full, and for each head the products of all that its optimiser
/// carries, (velocities included) pairs of blocks, with one image a block of every recorded query.
double family_bytes(const RunSettings& settings, double vectors, double snapshots) {
  const Parameters& p = settings.parameters;
  const auto d = static_cast<double>(p.dimension);
  const auto heads = static_cast<double>(p.heads);
  const double scalar = scalar_bytes(settings.precision);
  const double blocks = p.optimizer == OptimizerKind::adamw ? 3 : p.momentum > 0 ? 2 : 1;
  const bool key_query = p.parameterization == Parameterization::key_query;
  const auto rank = static_cast<double>(p.key_dimension());
  if (settings.engine == Engine::dense) {
    const double matrices = key_query ? 2 * rank * d : d * d;
    return heads * (blocks + 2) * matrices * scalar + vectors * d * (8 + 2 * scalar) +
           8 * heads * d * snapshots;
  }
  const double columns = key_query ? rank : vectors;
  const double head =
      blocks * blocks * columns * columns + (key_query ? 2 * blocks * rank * vectors : 0);
  double bytes =
      heads * (2 * head + blocks * columns * snapshots) * scalar + 4 * vectors * vectors * scalar;
  if (settings.engine == Engine::gram) {
    bytes += heads * (vectors * d + 2 * blocks * vectors * vectors) * scalar + vectors * d * 8 +
             16 * heads * d * snapshots;
  }
  // Given tokens are few: W is drawn whole, unless it is I.
  if (settings.engine == Engine::gram && settings.data != nullptr &&
      p.init_weight_law != InitWeightLaw::identity) {
    bytes += heads * d * d * scalar;
  }
  const double directions = (heads + 1) * snapshots;
  return bytes + 4 * 8 * directions * (directions + vectors);
}

/// The matrices of the encoder with their kept factors, 1/16 of a matrix each, and its stacks.
double encoder_bytes(const RunSettings& settings) {
  const Parameters& p = settings.parameters;
  const auto d = static_cast<double>(p.dimension);
  const auto width = static_cast<double>(p.mlp_width);
  const double samples = std::max(static_cast<double>(p.samples), 60.0);  // those of a test batch
  const double tokens = samples * static_cast<double>(p.tokens);
  const double matrices = 3 * d * d + 2 * d * width;
  return scalar_bytes(settings.precision) *
             (1.13 * matrices + 2 * tokens * d + samples * (12 * d + 4 * width)) +
         2 * 8 * tokens * d;
}

}  // namespace

double required_bytes(const RunSettings& settings) {
  if (settings.engine == Engine::automatic) return required_bytes(with_chosen_engine(settings));
  const Parameters& p = settings.parameters;
  const auto d = static_cast<double>(p.dimension);
  const double vectors = static_cast<double>(p.samples) * static_cast<double>(p.tokens) + 2;
  const double scalar = scalar_bytes(settings.precision);
  const bool by_steps = !settings.has_continuous_time() || settings.chosen_record_every;
  constexpr double records = 26;
  const double snapshots =
      by_steps ? p.steps / static_cast<double>(settings.record_every()) + 2 : records;
  const double recorded = sizeof(Snapshot) * snapshots;
  if (p.model == ModelKind::one_layer_encoder && settings.engine == Engine::dense) {
    return encoder_bytes(settings) + recorded;
  }
  if (settings.engine != Engine::mean_field && (settings.data != nullptr || !is_plain(p))) {
    return family_bytes(settings, vectors, snapshots) + recorded;
  }
  const double joint_readouts = 4 * 8 * snapshots * (snapshots + vectors);
  switch (settings.engine) {
    case Engine::sampled:
      return vectors * vectors * (5 * 8 + 2 * scalar) + joint_readouts + recorded;
    case Engine::flow: {
      constexpr double stages = 17;  // of Runge-Kutta-Fehlberg, with the states around them
      return vectors * vectors * (5 * 8 + (6 + stages / 2) * scalar) +
             stages * vectors * snapshots * scalar + joint_readouts + recorded;
    }
    case Engine::mean_field:
    case Engine::automatic:
      return recorded;
    case Engine::gram:
      return vectors * d * (8 + 2 * scalar) + 3 * vectors * vectors * scalar + 16 * d * snapshots +
             recorded;
    case Engine::dense:
      return d * d * scalar + vectors * d * (8 + scalar) + 8 * d * snapshots + recorded;
  }
  return 0;
}

void require_memory_of_arrays(const RunSettings& settings) {
  if (settings.data == nullptr) return;
  const auto d = static_cast<double>(settings.parameters.dimension);
  constexpr double copies = 2;
  const double needed = required_bytes(settings) +
                        copies * 8 * static_cast<double>(settings.parameters.heads) * d * d;
  const double available = memory_limit_bytes();
  if (needed <= available) return;
  throw InvalidInput("save_state",
                     "asked for at dimension " + std::to_string(settings.parameters.dimension),
                     "left out: the run with its W in full needs " + gibibytes(needed) +
                         " and the machine has " + gibibytes(available));
}

void require_memory(const RunSettings& settings) {
  const double needed = required_bytes(settings);
  const double available = memory_limit_bytes();
  if (needed <= available) return;
  const auto refuse = [&](const char* key, std::int64_t value, const char* direction,
                          const char* hint) {
    throw InvalidInput(
        key, std::to_string(value),
        direction + std::string(" for engine ") + std::string(name(settings.engine)) +
            " in precision " + std::string(name(settings.precision)) + ": the run needs " +
            gibibytes(needed) + " and the machine has " + gibibytes(available) + hint);
  };
  RunSettings smaller = settings;
  smaller.chosen_record_every.reset();
  if (required_bytes(smaller) <= available) {
    refuse("record_every", settings.record_every(), "larger", "");
  }
  smaller.parameters.dimension = 2;
  if (required_bytes(smaller) <= available) {
    refuse("dimension", settings.parameters.dimension, "smaller",
           settings.data == nullptr ? " (engine sampled takes any dimension)"
                                    : " (init_weight_law = identity holds no W)");
  }
  smaller.parameters.samples = 1;
  if (required_bytes(smaller) <= available) {
    refuse("samples", settings.parameters.samples, "smaller", "");
  }
  refuse("tokens", settings.parameters.tokens, "smaller", "");
}

}  // namespace benignity
