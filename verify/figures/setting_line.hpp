#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "theory/setting/parameters.hpp"
#include "theory/setting/setting_key.hpp"

namespace benignity {

/// Whether a key that is shown only then (Listing::away_from_default) has another value than the
/// one that it has while it is left alone: batch_size's is that of samples.
[[nodiscard]] bool departs_from_default(const Key<Parameters>& key, const Parameters& parameters);

/// What some runs share, for the line above a picture: "n = 20, T = 8, d = 2000, ‖μ‖ = 20, κ = 4,
/// σ_ε = 1, ρ = 0.1, η = 0.2, α = 0.005". A quantity that differs between them is left out; what
/// the theorem does not know of (heads, momentum, ...) stands where a run departs from it.
class SettingLine {
 public:
  SettingLine() = default;
  explicit SettingLine(const std::vector<Parameters>& runs);

  void add(const Parameters& run);
  /// Empty where there was no run. Numbers to five digits.
  [[nodiscard]] std::string text() const;

 private:
  std::map<std::string, std::set<std::string>> values_;  // their texts
  std::set<std::string> departing_;
};

}  // namespace benignity
