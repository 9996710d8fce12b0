#pragma once

#include <string>
#include <string_view>

namespace benignity {

/// The symbol of a key of the configuration, for an axis: "‖μ‖" for "signal_norm"; the key itself
/// where it has none.
[[nodiscard]] std::string parameter_symbol(std::string_view key);

}  // namespace benignity
