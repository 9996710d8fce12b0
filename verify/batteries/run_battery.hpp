#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "verify/batteries/battery.hpp"
#include "verify/result/report.hpp"

namespace benignity {

/// Family-wise probability that any true statistical claim of one theorem in a battery is reported
/// as FAIL.
inline constexpr double family_error = 0.01;

struct BatteryRun {
  std::uint64_t seed = 1;
  int jobs = 1;
  std::vector<std::string> claim_globs;     ///< empty: all; `*` and `?` as in a shell
  std::optional<std::string> theorem = {};  ///< only claims of that one
  const std::atomic<bool>& interrupted;
  /// Called once a finished claim, from any thread but never from two at once.
  std::function<void(const ClaimResult& result, std::size_t finished, std::size_t planned)>
      progress;
};

/// Runs the claims that match and decides them: claims, test values and verdicts depend on the
/// battery and the seed only, not on jobs. Holm's correction counts every statistical claim of the
/// theorem in the battery, run or not, so a claim alone is judged no less strictly than in company.
/// The manifest is left to the caller but for seed, jobs and wall time. Throws InvalidInput where a
/// glob matches no claim, the theorem has none in the battery, or a claim's data are not there.
[[nodiscard]] Report run_battery(const Battery& battery, const BatteryRun& run);

}  // namespace benignity
