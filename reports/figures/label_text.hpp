#pragma once

#include <string>
#include <string_view>

namespace benignity {

/// The text with the symbols that it spells out: "|mu| / sigma_eps" is "‖μ‖ / σ_ε". Whole words
/// alone, so that "state" and "init_weight_std" stay as they are.
[[nodiscard]] std::string with_symbols(std::string_view text);

/// A quoted string for gnuplot's enhanced text that holds no command, substitution or line break:
/// an index of a single letter and a power are set as such ("τ_fit", "10^8", "d^(−1/2)"), every
/// other character stands for itself.
[[nodiscard]] std::string label_string(std::string_view text);

}  // namespace benignity
