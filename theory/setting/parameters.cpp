#include "theory/setting/parameters.hpp"

#include <cmath>

#include "theory/invalid_input.hpp"
#include "theory/setting/parameter_keys.hpp"

namespace benignity {

double Parameters::head_norm() const { return chosen_head_norm.value_or(1 / signal_norm); }

double Parameters::init_weight_std() const {
  return chosen_init_weight_std.value_or(1 / std::sqrt(3 * static_cast<double>(dimension)));
}

double Parameters::target_gap() const {
  const std::int64_t others = tokens > 2 ? tokens - 1 : 2;
  return chosen_target_gap.value_or(std::log(static_cast<double>(others)));
}

void validate(const Parameters& parameters) {
  require_ranges(parameter_keys(), parameters);
  validate(static_cast<const TokenLaw&>(parameters));
  if (parameters.init_weight_std() == 0 && parameters.init_query_std == 0) {
    throw InvalidInput("init_weight_std", "0",
                       "positive where init_query_std is 0 (W = 0, p = 0 never moves)");
  }
}

}  // namespace benignity
