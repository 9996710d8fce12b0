#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/claims/controls/control.hpp"

namespace benignity {

/// A theorem on trial: its claims are one family, whose levels no other theorem moves.
/// verify/README.md, "How a theorem is added".
struct Theorem {
  std::string_view name;    ///< what --theorem takes, and the first word of its claims' ids
  std::string_view title;   ///< what it states
  std::string_view source;  ///< "[paper] ..." where published, "[derived] ..." otherwise
  std::string_view folder;  ///< where its claims lie
  std::vector<Claim> (*standard)();
  std::vector<Claim> (*beyond_standard)();  ///< of the full battery only; null: none
  std::vector<Mutant> (*mutants)();         ///< its negative controls
};

/// Every theorem there is, the oldest first. The list is written out: nothing registers itself, for
/// a static library drops objects that nobody names.
[[nodiscard]] std::span<const Theorem> theorems();

/// Throws InvalidInput (key "theorem") for an unknown name, with the names there are.
[[nodiscard]] const Theorem& theorem_named(std::string_view name);

/// "token_selection, heads, ...".
[[nodiscard]] std::string known_theorems();

}  // namespace benignity
