#include "sim/trajectory/settings.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "sim/trajectory/engine_choice.hpp"
#include "sim/trajectory/required_memory.hpp"
#include "theory/invalid_input.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/trained_head.hpp"
#include "theory/setting/parameter_keys.hpp"
#include "theory/setting/plain.hpp"

namespace benignity {

std::string_view name(Engine engine) {
  switch (engine) {
    case Engine::sampled:
      return "sampled";
    case Engine::gram:
      return "gram";
    case Engine::dense:
      return "dense";
    case Engine::flow:
      return "flow";
    case Engine::mean_field:
      return "mean_field";
    case Engine::automatic:
      return "auto";
  }
  return "";
}

std::string_view name(Precision precision) {
  switch (precision) {
    case Precision::float32:
      return "float";
    case Precision::float64:
      return "double";
    case Precision::long_double:
      return "long_double";
    case Precision::digits50:
      return "50";
    case Precision::digits100:
      return "100";
  }
  return "";
}

std::int64_t RunSettings::record_every() const {
  if (chosen_record_every) return *chosen_record_every;
  constexpr double largest = 1e18;  // the flow takes more steps than an integer holds
  const double twentieth = std::min(std::ceil(parameters.steps / 20), largest);
  return std::max(static_cast<std::int64_t>(twentieth), std::int64_t{1});
}

bool RunSettings::has_continuous_time() const {
  return engine == Engine::flow || engine == Engine::mean_field;
}

namespace {

/// "engines dense, gram and sampled do": those that run the model and the method of these
/// parameters.
std::string engines_that_take(const Parameters& p) {
  if (p.optimizer == OptimizerKind::adamw || p.model == ModelKind::one_layer_encoder) {
    return "engine dense does";
  }
  if (p.init_weight_law == InitWeightLaw::uniform) return "engines dense and gram do";
  return "engines dense, gram and sampled do";
}

/// Why the flow of a setting with this key away from plain is not integrated.
std::string why_no_flow(std::string_view key) {
  if (key == "momentum") {
    return "its limit of small steps is the flow at step_size / (1 - momentum), which may be set";
  }
  if (key == "batch_size") return "its limit of small steps is the flow of the full batch";
  if (key == "heads" || key == "classes") {
    return "its flow is not derived: several Gram matrices would have to take one step";
  }
  if (key == "parameterization") {
    return "its flow is not derived: W_K X^T and W_Q W_Q^T move in place of one Gram matrix";
  }
  return "its flow is not derived";
}

/// Given data run explicitly, in double.
void require_engine_for_data(const RunSettings& settings) {
  const std::string engine(name(settings.engine));
  if (settings.engine != Engine::gram && settings.engine != Engine::dense) {
    throw InvalidInput("engine", engine, "auto, gram or dense with --data");
  }
  if (settings.engine == Engine::gram &&
      settings.parameters.parameterization == Parameterization::key_query) {
    throw InvalidInput("engine", engine, "auto or dense with --data and key_query");
  }
  if (settings.precision != Precision::float64) {
    throw InvalidInput("precision", std::string(name(settings.precision)), "double with --data");
  }
}

/// The encoder has explicit parameters alone and draws its own data.
void require_engine_for_encoder(const RunSettings& settings) {
  const std::string model(name(settings.parameters.model));
  if (settings.data != nullptr) {
    throw InvalidInput("model", model, "attention with --data");
  }
  if (settings.engine != Engine::dense) {
    throw InvalidInput("model", model,
                       "attention with engine " + std::string(name(settings.engine)) +
                           ": a Gram matrix does not know its layers (engine dense does)");
  }
  if (settings.precision != Precision::float64 && settings.precision != Precision::float32) {
    throw InvalidInput("precision", std::string(name(settings.precision)),
                       "float or double with model " + model);
  }
}

/// Refuses an engine or a precision that does not run the model or the method, by the key that
/// makes it so.
void require_engine_for_model(const RunSettings& settings) {
  const Parameters& p = settings.parameters;
  const std::string engine(name(settings.engine));
  if (settings.data != nullptr && settings.engine == Engine::mean_field) {
    return require_engine_for_data(settings);
  }
  if (settings.engine == Engine::mean_field) {
    if (has_trained_head_system(p)) return;
    const MeanFieldReduction reduction = mean_field_reduction(p);
    if (const auto* none = std::get_if<NoEquivalent>(&reduction)) {
      throw InvalidInput(none->key, none->value,
                         none->instead + " with engine mean_field: " + none->reason + " (" +
                             engines_that_take(p) + ")");
    }
    return;
  }
  if (p.model == ModelKind::one_layer_encoder) return require_engine_for_encoder(settings);
  if (p.optimizer == OptimizerKind::adamw && settings.engine != Engine::dense) {
    throw InvalidInput("optimizer", "adamw",
                       "descent with engine " + engine +
                           ": its steps depend on the basis of R^d, which a Gram matrix does not "
                           "know (engine dense does)");
  }
  if (settings.data != nullptr) return require_engine_for_data(settings);
  const bool takes_every_model =
      settings.precision == Precision::float64 || settings.precision == Precision::digits50;
  if (settings.engine == Engine::flow && !takes_every_model) {
    throw InvalidInput("precision", std::string(name(settings.precision)),
                       "double or 50 with engine flow");
  }
  const std::optional<Departure> departure = first_departure(p);
  if (!departure) return;
  if (settings.engine == Engine::flow) {
    throw InvalidInput(departure->key, departure->value,
                       departure->instead + " with engine flow: " + why_no_flow(departure->key) +
                           " (" + engines_that_take(p) + ")");
  }
  if (!takes_every_model) {
    throw InvalidInput("precision", std::string(name(settings.precision)),
                       "double or 50 where " + std::string(departure->key) + " is " +
                           departure->value + " (these take every model)");
  }
}

}  // namespace

void validate(const RunSettings& settings) {
  const Parameters& p = settings.parameters;
  validate(p);
  if (settings.data == nullptr && settings.query_token) {
    throw InvalidInput("query_token", std::to_string(*settings.query_token),
                       "left out without data");
  }
  if (settings.data == nullptr && settings.head_samples != 0) {
    throw InvalidInput("head_samples", std::to_string(settings.head_samples), "0 without data");
  }
  if (settings.engine == Engine::automatic) return validate(with_chosen_engine(settings));
  require_engine_for_model(settings);
  constexpr double largest_steps = 1e15;
  if (!settings.has_continuous_time() &&
      (p.steps != std::floor(p.steps) || p.steps > largest_steps)) {
    throw InvalidInput(
        "steps", shortest_decimal(p.steps),
        "a whole number up to 1e15 with engine " + std::string(name(settings.engine)));
  }
  if (settings.engine == Engine::mean_field && settings.precision != Precision::float64) {
    throw InvalidInput("precision", std::string(name(settings.precision)),
                       "double with engine mean_field");
  }
  constexpr std::int64_t largest_test = 1'000'000'000;
  if (settings.test_samples < 1 || settings.test_samples > largest_test) {
    throw InvalidInput("test_samples", std::to_string(settings.test_samples),
                       "a whole number from 1 to 10^9");
  }
  if (settings.chosen_record_every && *settings.chosen_record_every < 1) {
    throw InvalidInput("record_every", std::to_string(*settings.chosen_record_every),
                       "a whole number of at least 1");
  }
  require_memory(settings);
}

}  // namespace benignity
