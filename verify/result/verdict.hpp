#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace benignity {

/// What a claim ends in; README.md, "How to read a verdict".
enum class Verdict {
  pass,
  fail,
  inconclusive,   ///< the data do not decide
  out_of_regime,  ///< a margin is below its constant: the claim says nothing here
  vacuous,        ///< true before training in at least 10% of seeds: shown, not counted
  error           ///< the check itself broke; counts as a failure
};

/// "PASS", "FAIL", "INCONCLUSIVE", "OUT_OF_REGIME", "VACUOUS", "ERROR".
[[nodiscard]] constexpr std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "PASS";
    case Verdict::fail:
      return "FAIL";
    case Verdict::inconclusive:
      return "INCONCLUSIVE";
    case Verdict::out_of_regime:
      return "OUT_OF_REGIME";
    case Verdict::vacuous:
      return "VACUOUS";
    case Verdict::error:
      break;
  }
  return "ERROR";
}

/// Every verdict once, in the order summaries list them.
inline constexpr std::array every_verdict{Verdict::pass,         Verdict::fail,
                                          Verdict::inconclusive, Verdict::out_of_regime,
                                          Verdict::vacuous,      Verdict::error};
static_assert(every_verdict.size() == static_cast<std::size_t>(Verdict::error) + 1);

/// The verdict with that name ("PASS"), or nothing where there is none.
[[nodiscard]] constexpr std::optional<Verdict> verdict_named(std::string_view text) {
  for (const Verdict verdict : every_verdict) {
    if (name(verdict) == text) return verdict;
  }
  return std::nullopt;
}

}  // namespace benignity
