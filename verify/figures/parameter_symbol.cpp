#include "verify/figures/parameter_symbol.hpp"

#include <algorithm>
#include <array>

namespace benignity {
namespace {

struct Symbol {
  std::string_view key;
  std::string_view symbol;
};

constexpr std::array symbols = {Symbol{"samples", "n"},
                                Symbol{"tokens", "T"},
                                Symbol{"dimension", "d"},
                                Symbol{"signal_norm", "‖μ‖"},
                                Symbol{"noise_std", "σ_ε"},
                                Symbol{"weak_signal", "ρ"},
                                Symbol{"label_noise", "η"},
                                Symbol{"head_norm", "‖ν‖"},
                                Symbol{"step_size", "α"},
                                Symbol{"steps", "τ [steps]"},
                                Symbol{"init_weight_std", "σ_w"},
                                Symbol{"init_query_std", "σ_p"},
                                Symbol{"failure_probability", "δ"},
                                Symbol{"target_gap", "λ*"}};

}  // namespace

std::string parameter_symbol(std::string_view key) {
  const auto* const found = std::find_if(symbols.begin(), symbols.end(),
                                         [&](const Symbol& each) { return each.key == key; });
  return std::string(found == symbols.end() ? key : found->symbol);
}

}  // namespace benignity
