#include "reports/verdict_table.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "reports/claim_text.hpp"
#include "reports/columns.hpp"

namespace benignity {
namespace {

constexpr std::size_t p_width = 8;
constexpr std::size_t seconds_width = 8;
constexpr std::string_view column_gap = "  ";

constexpr std::string_view verdict_title = "verdict";
constexpr std::string_view id_title = "claim";
constexpr std::string_view digest_title = "observed and required";

struct Row {
  std::string verdict;
  std::string id;
  std::string digest;
  std::string p_adjusted;
  std::string seconds;
};

struct Widths {
  std::size_t verdict;
  std::size_t id;
  std::size_t digest;
};

constexpr std::size_t fixed_width = p_width + seconds_width + 4 * column_gap.size();
// What a quantity and its numbers keep, however long the ids are: "loss…: 1.189e-14 in [0, 1e-08]".
constexpr std::size_t least_digest = 30;

// "tau_fit [steps]: 412 vs 409.3"; where it must be shortened, the quantity gives way first.
std::string table_digest(const ClaimResult& claim, std::size_t width) {
  const Measurement* const told = telling_measurement(claim);
  if (told == nullptr) {
    return "-";
  }
  const std::string numbers = ": " + comparison(*told);
  const std::size_t left = width - std::min(width, columns(numbers));
  return shortened(shortened(printable(told->quantity), left) + numbers, width);
}

std::string p_text(const ClaimResult& claim) {
  return claim.test ? shortened(fmt::format("{:.2g}", claim.test->p_adjusted), p_width) : "-";
}

// Never wider than its column: whoever compares two tables cuts off the last 8 columns.
std::string seconds_text(double seconds) {
  const std::string text = fmt::format("{:.2f}", seconds);
  return text.size() <= seconds_width ? text : fmt::format("{:.1e}", seconds);
}

std::string_view escape_sequence(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "\x1b[32m";
    case Verdict::inconclusive:
    case Verdict::out_of_regime:
    case Verdict::vacuous:
      return "\x1b[33m";
    case Verdict::fail:
    case Verdict::error:
      break;
  }
  return "\x1b[1;31m";
}

std::string coloured(std::string_view text, Verdict verdict, Colour colour) {
  return colour == Colour::off ? std::string(text)
                               : fmt::format("{}{}\x1b[0m", escape_sequence(verdict), text);
}

Widths widths_for(const Report& report, const std::optional<std::size_t>& most) {
  Widths widths{columns(verdict_title), columns(id_title), columns(digest_title)};
  for (const ClaimResult& claim : report.claims) {
    widths.verdict = std::max(widths.verdict, columns(name(claim.verdict)));
    widths.id = std::max(widths.id, columns(printable(claim.id)));
  }
  std::size_t room = std::string::npos;
  if (most) {
    const std::size_t line = std::max(*most, table_width);
    widths.id = std::min(widths.id, line - widths.verdict - fixed_width - least_digest);
    room = line - widths.verdict - widths.id - fixed_width;
  }
  for (const ClaimResult& claim : report.claims) {
    widths.digest = std::max(widths.digest, columns(table_digest(claim, room)));
  }
  return widths;
}

std::string table_line(const Row& row, const Widths& widths) {
  return fmt::format("{1}{0}{2}{0}{3}{0}{4}{0}{5}\n", column_gap, row.verdict,
                     left_aligned(row.id, widths.id), left_aligned(row.digest, widths.digest),
                     right_aligned(row.p_adjusted, p_width),
                     right_aligned(row.seconds, seconds_width));
}

Row row_of(const ClaimResult& claim, const Widths& widths, Colour colour) {
  return {
      .verdict = coloured(left_aligned(name(claim.verdict), widths.verdict), claim.verdict, colour),
      .id = shortened(printable(claim.id), widths.id),
      .digest = table_digest(claim, widths.digest),
      .p_adjusted = p_text(claim),
      .seconds = seconds_text(claim.wall_seconds)};
}

std::string lines_below(const ClaimResult& claim, Colour colour) {
  const std::string_view verdict = name(claim.verdict);
  return fmt::format("\n{}{}{}\n{}{}    replay: {}\n", coloured(verdict, claim.verdict, colour),
                     column_gap, printable(claim.id), indented(claim.explanation),
                     claim.expected ? indented(declaration(claim)) : "", printable(claim.replay));
}

std::string lines_not_run(const std::vector<std::string>& missing) {
  if (missing.empty()) {
    return {};
  }
  std::string text = "\nnot run (the battery was interrupted)\n";
  for (const std::string& id : missing) {
    text += indented(id);
  }
  return text;
}

// " (declared)", " (2 declared)": of the claims in this verdict those that said so beforehand.
std::string declared_text(const Report& report, Verdict verdict, std::size_t count) {
  const auto declared = static_cast<std::size_t>(
      std::count_if(report.claims.begin(), report.claims.end(), [&](const ClaimResult& claim) {
        return claim.expected && claim.verdict == verdict && claim.expected->verdict == verdict;
      }));
  if (declared == 0) {
    return {};
  }
  return declared == count ? " (declared)" : fmt::format(" ({} declared)", declared);
}

std::string total_of_verdicts(const Report& report, Colour colour) {
  std::vector<std::string> counts;
  for (const Verdict verdict : every_verdict) {
    const std::size_t count = verdict_count(report, verdict);
    if (count > 0) {
      counts.push_back(coloured(fmt::format("{} {}", count, name(verdict)), verdict, colour) +
                       declared_text(report, verdict, count));
    }
  }
  if (!report.missing.empty()) {
    counts.push_back(fmt::format("{} not run", report.missing.size()));
  }
  const std::size_t claims = report.claims.size() + report.missing.size();
  return fmt::format("\n{} {}{}{}\n", claims, claims == 1 ? "claim" : "claims",
                     counts.empty() ? "" : ": ", fmt::join(counts, ", "));
}

}  // namespace

TableLayout layout_for(int descriptor) {
  if (isatty(descriptor) == 0) {
    return {};
  }
  TableLayout layout{std::getenv("NO_COLOR") == nullptr ? Colour::on : Colour::off, table_width};
  winsize window{};
  if (ioctl(descriptor, TIOCGWINSZ, &window) == 0) {
    layout.width = std::max<std::size_t>(window.ws_col, table_width);
  }
  return layout;
}

std::string verdict_table(const Report& report, const TableLayout& layout) {
  const Widths widths = widths_for(report, layout.width);
  std::string text = table_line({.verdict = left_aligned(verdict_title, widths.verdict),
                                 .id = std::string(id_title),
                                 .digest = std::string(digest_title),
                                 .p_adjusted = "p (Holm)",
                                 .seconds = "seconds"},
                                widths);
  for (const ClaimResult& claim : report.claims) {
    text += table_line(row_of(claim, widths, layout.colour), widths);
  }
  for (const ClaimResult& claim : report.claims) {
    if (claim.verdict != Verdict::pass || claim.expected) {
      text += lines_below(claim, layout.colour);
    }
  }
  return text + lines_not_run(report.missing) + total_of_verdicts(report, layout.colour);
}

}  // namespace benignity
