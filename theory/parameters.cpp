#include "theory/parameters.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

constexpr std::int64_t largest_count = 1'000'000'000'000'000'000;
constexpr double smallest_magnitude = 1e-60;
constexpr double largest_magnitude = 1e60;

void require_count(const char* key, std::int64_t value, std::int64_t minimum) {
  if (value < minimum || value > largest_count) {
    throw InvalidInput(key, std::to_string(value),
                       "a whole number from " + std::to_string(minimum) + " to 10^18");
  }
}

void require_magnitude(const char* key, double value) {
  if (!(value >= smallest_magnitude && value <= largest_magnitude)) {
    throw InvalidInput(key, shortest_decimal(value), "a number between 1e-60 and 1e60");
  }
}

void require_zero_or_magnitude(const char* key, double value) {
  if (value != 0 && !(value >= smallest_magnitude && value <= largest_magnitude)) {
    throw InvalidInput(key, shortest_decimal(value), "0 or a number between 1e-60 and 1e60");
  }
}

void require_open_unit(const char* key, double value) {
  if (!(value > 0 && value < 1)) {
    throw InvalidInput(key, shortest_decimal(value), "a number strictly between 0 and 1");
  }
}

}  // namespace

std::int64_t Parameters::aligned_tokens() const {
  const std::int64_t default_aligned = tokens > 1 + confusing_tokens ? 1 : 0;
  return chosen_aligned_tokens.value_or(default_aligned);
}

std::int64_t Parameters::irrelevant_tokens() const {
  return tokens - 1 - confusing_tokens - aligned_tokens();
}

double Parameters::head_norm() const { return chosen_head_norm.value_or(1 / signal_norm); }

double Parameters::init_weight_std() const {
  return chosen_init_weight_std.value_or(1 / std::sqrt(3 * static_cast<double>(dimension)));
}

double Parameters::target_gap() const {
  const std::int64_t others = tokens > 2 ? tokens - 1 : 2;
  return chosen_target_gap.value_or(std::log(static_cast<double>(others)));
}

std::int64_t fixed_flips(const Parameters& parameters) {
  const double product = static_cast<double>(parameters.samples) * parameters.label_noise;
  constexpr double rounding = 4 * std::numeric_limits<double>::epsilon();
  return static_cast<std::int64_t>(std::ceil(product * (1 - rounding)));
}

void validate(const Parameters& parameters) {
  require_count("samples", parameters.samples, 1);
  require_count("tokens", parameters.tokens, 2);
  require_count("dimension", parameters.dimension, 1);
  require_count("confusing_tokens", parameters.confusing_tokens, 0);
  require_count("aligned_tokens", parameters.aligned_tokens(), 0);
  if (parameters.confusing_tokens > parameters.tokens - 1) {
    throw InvalidInput("confusing_tokens", std::to_string(parameters.confusing_tokens),
                       "at most tokens - 1 = " + std::to_string(parameters.tokens - 1));
  }
  if (parameters.aligned_tokens() > parameters.tokens - 1 - parameters.confusing_tokens) {
    throw InvalidInput("aligned_tokens", std::to_string(parameters.aligned_tokens()),
                       "at most tokens - 1 - confusing_tokens = " +
                           std::to_string(parameters.tokens - 1 - parameters.confusing_tokens));
  }
  require_magnitude("signal_norm", parameters.signal_norm);
  require_magnitude("noise_std", parameters.noise_std);
  if (!(parameters.weak_signal >= 0 && parameters.weak_signal <= 1)) {
    throw InvalidInput("weak_signal", shortest_decimal(parameters.weak_signal), "in [0, 1]");
  }
  if (!(parameters.label_noise >= 0 && parameters.label_noise < 1)) {
    throw InvalidInput("label_noise", shortest_decimal(parameters.label_noise), "in [0, 1)");
  }
  require_magnitude("head_norm", parameters.head_norm());
  require_magnitude("step_size", parameters.step_size);
  require_zero_or_magnitude("steps", parameters.steps);
  require_zero_or_magnitude("init_weight_std", parameters.init_weight_std());
  require_zero_or_magnitude("init_query_std", parameters.init_query_std);
  if (parameters.init_weight_std() == 0 && parameters.init_query_std == 0) {
    throw InvalidInput("init_weight_std", "0",
                       "positive where init_query_std is 0 (W = 0, p = 0 never moves)");
  }
  require_open_unit("failure_probability", parameters.failure_probability);
  require_magnitude("target_gap", parameters.target_gap());
  require_open_unit("selection_threshold", parameters.selection_threshold);
}

}  // namespace benignity
