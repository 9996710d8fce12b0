#include "theory/setting/token_law.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "theory/invalid_input.hpp"
#include "theory/setting/parameter_keys.hpp"

namespace benignity {

std::int64_t TokenLaw::aligned_tokens() const {
  const std::int64_t default_aligned = tokens > 1 + confusing_tokens ? 1 : 0;
  return chosen_aligned_tokens.value_or(default_aligned);
}

std::int64_t TokenLaw::irrelevant_tokens() const {
  return tokens - 1 - confusing_tokens - aligned_tokens();
}

std::int64_t fixed_flips(const TokenLaw& law) {
  const double product = static_cast<double>(law.samples) * law.label_noise;
  constexpr double rounding = 4 * std::numeric_limits<double>::epsilon();
  return static_cast<std::int64_t>(std::ceil(product * (1 - rounding)));
}

void validate(const TokenLaw& law) {
  require_ranges(token_law_keys(), law);
  if (law.confusing_tokens > law.tokens - 1) {
    throw InvalidInput("confusing_tokens", std::to_string(law.confusing_tokens),
                       "at most tokens - 1 = " + std::to_string(law.tokens - 1));
  }
  if (law.aligned_tokens() > law.tokens - 1 - law.confusing_tokens) {
    throw InvalidInput("aligned_tokens", std::to_string(law.aligned_tokens()),
                       "at most tokens - 1 - confusing_tokens = " +
                           std::to_string(law.tokens - 1 - law.confusing_tokens));
  }
  if (law.classes > 2 && law.classes > law.dimension) {
    throw InvalidInput("classes", std::to_string(law.classes),
                       "at most dimension = " + std::to_string(law.dimension) +
                           " (a signal for each, at right angles)");
  }
}

}  // namespace benignity
