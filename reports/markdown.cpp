#include "reports/markdown.hpp"

#include <string_view>

#include <fmt/core.h>

#include "reports/claim_text.hpp"
#include "reports/columns.hpp"
#include "reports/number_text.hpp"

namespace benignity {
namespace {

/// On one line, nothing in it markup; `<` and `&` would begin HTML, `$` a formula.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char letter : printable(text)) {
    if (std::string_view("\\`*_{}[]<>|#~$&").find(letter) != std::string_view::npos) safe += '\\';
    safe += letter;
  }
  return safe;
}

/// A block that shows a line as it is; a line that holds three backticks is fenced by more.
std::string code_block(std::string_view line) {
  const std::string text = printable(line);
  std::string fence = "```";
  while (text.find(fence) != std::string::npos) fence += '`';
  return fence + "\n" + text + "\n" + fence + "\n";
}

std::string below_the_outcome(const ClaimResult& claim) {
  const std::string declared =
      claim.expected ? "\n\n" + escaped(declaration(claim)) : std::string();
  return fmt::format("### {} {}\n\n{}\n\n{}{}\n\n{}\n", name(claim.verdict), escaped(claim.id),
                     escaped(claim.statement), escaped(claim.explanation), declared,
                     code_block(claim.replay));
}

std::string row_of(const ClaimResult& claim) {
  const Measurement* const told = telling_measurement(claim);
  const std::string digest =
      told == nullptr ? "–" : escaped(told->quantity + ": " + comparison(*told));
  return fmt::format("| {} | {} | {} | {} | {:.2f} |\n", name(claim.verdict), escaped(claim.id),
                     digest, claim.test ? number_text(claim.test->p_adjusted, Digits::glance) : "–",
                     claim.wall_seconds);
}

}  // namespace

std::string markdown_summary(const Report& report) {
  std::string text = fmt::format("## benignity: {}\n\n**{}**, seed {}, commit {}\n\n",
                                 escaped(report.battery), escaped(outcome_text(report)),
                                 report.manifest.seed, escaped(report.manifest.commit));
  for (const ClaimResult& claim : report.claims) {
    if (claim.verdict != Verdict::pass) text += below_the_outcome(claim);
  }
  for (const std::string& id : report.missing) text += "- not run: " + escaped(id) + "\n";
  text += fmt::format(
      "\n<details><summary>{} claims</summary>\n\n"
      "| verdict | claim | observed and required | p (Holm) | seconds |\n"
      "|---|---|---|---:|---:|\n",
      report.claims.size());
  for (const ClaimResult& claim : report.claims) text += row_of(claim);
  return text + "\n</details>\n";
}

}  // namespace benignity
