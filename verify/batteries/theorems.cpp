#include "verify/batteries/theorems.hpp"

#include <algorithm>
#include <array>

#include "theory/invalid_input.hpp"
#include "verify/batteries/token_selection.hpp"

namespace benignity {
namespace {

constexpr std::array known = {
    Theorem{"token_selection",
            "one attention head does not overfit where n SNR^2 is large, overfits benignly and "
            "late where it is small",
            "[paper] Sakamoto & Sato, ICML 2025, arXiv 2409.17625", "verify/claims/theorem",
            token_selection_standard, token_selection_beyond_standard, token_selection_mutants},
};

}  // namespace

std::span<const Theorem> theorems() { return known; }

const Theorem& theorem_named(std::string_view name) {
  const auto* const found = std::find_if(
      known.begin(), known.end(), [&](const Theorem& theorem) { return theorem.name == name; });
  if (found == known.end()) {
    throw InvalidInput("theorem", std::string(name), "one of " + known_theorems());
  }
  return *found;
}

std::string known_theorems() {
  std::string names;
  for (const Theorem& theorem : known) {
    names += (names.empty() ? "" : ", ") + std::string(theorem.name);
  }
  return names;
}

}  // namespace benignity
