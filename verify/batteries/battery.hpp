#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/claims/claim.hpp"

namespace benignity {

/// A named, ordered list of claims; standard holds smoke, controls holds false statements that must
/// be detected.
struct Battery {
  std::string name;
  std::vector<Claim> claims;
  /// The words that select it on the command line where they are not "--battery NAME".
  std::string selection = {};

  /// Number of the theorem's claims decided by a statistical test: a family of Holm's correction.
  [[nodiscard]] std::size_t family_size(std::string_view theorem) const;
};

/// The batteries there are, smallest first, then controls, then the hunt of 2,000 settings, the
/// proofs and the encoder, at most 10 minutes on two cores each.
[[nodiscard]] const std::vector<std::string>& battery_names();

/// The battery of that name. Throws InvalidInput (key "battery") for an unknown one.
[[nodiscard]] Battery battery(std::string_view name);

/// All of them, in the order of battery_names().
[[nodiscard]] std::vector<Battery> every_battery();

/// The smallest battery in which each glob (`*`, `?`) matches a claim, controls last: a larger one
/// would judge them more strictly. Throws InvalidInput (key "claim") where there is none.
[[nodiscard]] Battery battery_with(const std::vector<std::string>& globs);

/// standard, or full where the theorem has its claims there alone, or the battery of its own name.
/// Throws InvalidInput (key "theorem") for an unknown one.
[[nodiscard]] Battery battery_of_theorem(std::string_view theorem);

/// Every claim of every battery, once, in order.
[[nodiscard]] std::vector<Claim> every_claim();

/// Those of the claims that are the theorem's, in order.
[[nodiscard]] std::vector<Claim> claims_of(std::string_view theorem, std::vector<Claim> claims);

}  // namespace benignity
