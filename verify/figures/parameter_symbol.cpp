#include "verify/figures/parameter_symbol.hpp"

#include <algorithm>

#include "theory/setting/parameter_keys.hpp"

namespace benignity {

std::string parameter_symbol(std::string_view key) {
  const auto& keys = parameter_keys();
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const auto& each) { return each.name == key; });
  if (found == keys.end() || *found->symbol == '\0') return std::string(key);
  const std::string unit = *found->unit == '\0' ? "" : std::string(" [") + found->unit + "]";
  return found->symbol + unit;
}

}  // namespace benignity
