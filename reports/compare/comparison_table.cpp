#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/core.h>

#include "reports/columns.hpp"
#include "reports/compare/comparison.hpp"

namespace benignity {
namespace {

constexpr std::size_t change_width = 9;
constexpr std::array every_change{ClaimChange::unchanged, ClaimChange::changed, ClaimChange::added,
                                  ClaimChange::removed, ClaimChange::missing};

std::string verdict_text(const ClaimComparison& claim) {
  const std::string before(claim.before ? name(*claim.before) : "-");
  const std::string after(claim.after ? name(*claim.after) : "-");
  return before == after ? before : before + " -> " + after;
}

std::string id_text(const ClaimComparison& claim) { return printable(claim.id); }

std::string lines_of_claims(const Comparison& comparison) {
  std::size_t id_width = std::string_view("claim").size();
  std::size_t verdict_width = std::string_view("verdict").size();
  for (const ClaimComparison& claim : comparison.claims) {
    id_width = std::max(id_width, columns(id_text(claim)));
    verdict_width = std::max(verdict_width, columns(verdict_text(claim)));
  }
  const auto line = [&](std::string_view change, const std::string& id, const std::string& verdict,
                        const std::string& moved) {
    return fmt::format("{}  {}  {}  {:>5}\n", left_aligned(change, change_width),
                       left_aligned(id, id_width), left_aligned(verdict, verdict_width), moved);
  };
  std::string text = line("", "claim", "verdict", "moved");
  for (const ClaimComparison& claim : comparison.claims) {
    text +=
        line(name(claim.change), id_text(claim), verdict_text(claim), std::to_string(claim.moved));
  }
  return text;
}

std::string reasons_of_changes(const Comparison& comparison) {
  std::string text;
  for (const ClaimComparison& claim : comparison.claims) {
    if (claim.change == ClaimChange::unchanged) continue;
    text += fmt::format("\n{}  {}\n", name(claim.change), id_text(claim));
    for (const std::string& reason : claim.reasons) text += indented(reason);
  }
  return text;
}

std::string manifest_differences(const Comparison& comparison) {
  std::string text;
  if (!comparison.manifest.empty()) text += "\nmanifest (shown, no change by itself)\n";
  for (const ManifestDifference& difference : comparison.manifest) {
    text += indented(
        fmt::format("{}: {} -> {}", difference.field, difference.before, difference.after));
  }
  return text;
}

std::string_view what_was_compared(Likeness likeness) {
  switch (likeness) {
    case Likeness::same_bits:
      return "same battery, seed, build and CPU: each number within the tolerance of its claim, "
             "exactly where it has none";
    case Likeness::same_draws:
      return "same battery and seed, built or run elsewhere: each number within the tolerance of "
             "its claim; numbers without one are not judged";
    case Likeness::other_draws:
      break;
  }
  return "another battery or seed: of the claims that both hold, verdicts and observations against "
         "the old accept intervals, nothing else";
}

std::string claims_left_out(const Comparison& comparison) {
  if (comparison.left_out == 0) return {};
  return indented(fmt::format("{} left out, which one report alone holds",
                              comparison.left_out == 1
                                  ? "1 claim was"
                                  : fmt::format("{} claims were", comparison.left_out)));
}

std::string total_of_changes(const Comparison& comparison) {
  std::string counts;
  for (const ClaimChange change : every_change) {
    const std::size_t count = comparison.count(change);
    if (count > 0) {
      counts += fmt::format("{}{} {}", counts.empty() ? ": " : ", ", count, name(change));
    }
  }
  const std::size_t claims = comparison.claims.size();
  return fmt::format("{} {}{}\n", claims, claims == 1 ? "claim" : "claims", counts);
}

}  // namespace

std::string comparison_table(const Comparison& comparison) {
  std::string text = lines_of_claims(comparison) + reasons_of_changes(comparison) +
                     manifest_differences(comparison) + "\ncompared\n" +
                     indented(what_was_compared(comparison.likeness)) +
                     claims_left_out(comparison) + "\n" + total_of_changes(comparison);
  return text;
}

}  // namespace benignity
