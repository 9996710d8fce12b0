#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "theory/setting/parameters.hpp"

namespace benignity {

struct DataSet;  // sim/data/arrays/data_set.hpp

/// automatic: the cheapest exact one, engine_choice.hpp.
enum class Engine { sampled, gram, dense, flow, mean_field, automatic };
enum class Precision { float32, float64, long_double, digits50, digits100 };

/// "sampled", "gram", "dense", "flow", "mean_field", "auto" and "float", "double", "long_double",
/// "50", "100".
[[nodiscard]] std::string_view name(Engine engine);
[[nodiscard]] std::string_view name(Precision precision);

/// One run of the dynamics.
struct RunSettings {
  Parameters parameters;
  Engine engine = Engine::sampled;
  Precision precision = Precision::float64;
  std::uint64_t seed = 1;
  std::uint64_t replicate = 0;  ///< independent of every other replicate of the seed
  std::int64_t test_samples = 1000;
  std::optional<std::int64_t> chosen_record_every;
  std::shared_ptr<const DataSet> data;      ///< given samples; null: those of the token law
  std::optional<std::int64_t> query_token;  ///< of given data: the token of each sample that asks
  std::int64_t head_samples = 0;  ///< of given data: set aside, clean, for the linear head

  /// Steps between recorded times of gradient descent; default a twentieth of the steps, at least
  /// 1. Engines with continuous time: see record_times.hpp.
  [[nodiscard]] std::int64_t record_every() const;

  /// The engine solves a differential equation: flow, mean_field.
  [[nodiscard]] bool has_continuous_time() const;
};

/// validate(parameters), and: an engine and a precision that run this model and this method (adamw
/// dense alone; flow the plain setting alone; mean_field where mean_field_reduction() has an
/// equivalent or has_trained_head_system(); float, long_double and 100 the plain setting alone),
/// steps whole (any with continuous time), precision double for mean_field, counts in range, the
/// engine's memory available. Throws InvalidInput that names the key.
void validate(const RunSettings& settings);

}  // namespace benignity
