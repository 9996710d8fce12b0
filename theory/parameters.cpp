#include "theory/parameters.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "theory/invalid_input.hpp"
#include "theory/parameter_keys.hpp"

namespace benignity {

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
  for (const Key<Parameters>& key : parameter_keys()) {
    key.range.require(key.name, key.get(parameters));
  }
  if (parameters.confusing_tokens > parameters.tokens - 1) {
    throw InvalidInput("confusing_tokens", std::to_string(parameters.confusing_tokens),
                       "at most tokens - 1 = " + std::to_string(parameters.tokens - 1));
  }
  if (parameters.aligned_tokens() > parameters.tokens - 1 - parameters.confusing_tokens) {
    throw InvalidInput("aligned_tokens", std::to_string(parameters.aligned_tokens()),
                       "at most tokens - 1 - confusing_tokens = " +
                           std::to_string(parameters.tokens - 1 - parameters.confusing_tokens));
  }
  if (parameters.init_weight_std() == 0 && parameters.init_query_std == 0) {
    throw InvalidInput("init_weight_std", "0",
                       "positive where init_query_std is 0 (W = 0, p = 0 never moves)");
  }
}

}  // namespace benignity
