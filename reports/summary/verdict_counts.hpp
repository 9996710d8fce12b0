#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "verify/result/report.hpp"
#include "verify/result/verdict.hpp"

namespace benignity {

/// Every verdict once, in the order summaries list them.
inline constexpr std::array every_verdict{Verdict::pass,         Verdict::fail,
                                          Verdict::inconclusive, Verdict::out_of_regime,
                                          Verdict::vacuous,      Verdict::error};
static_assert(every_verdict.size() == static_cast<std::size_t>(Verdict::error) + 1);

/// The verdict with that name ("PASS"), or nothing where there is none.
[[nodiscard]] std::optional<Verdict> verdict_named(std::string_view text);

/// Number of claims of the report that ended in this verdict; claims not run end in none.
[[nodiscard]] std::size_t verdict_count(const Report& report, Verdict verdict);

}  // namespace benignity
