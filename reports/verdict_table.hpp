#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "verify/result/report.hpp"

namespace benignity {

/// Whether the text carries terminal colours (ANSI escape sequences around the verdicts).
enum class Colour { off, on };

/// What a table is written to.
struct TableLayout {
  Colour colour = Colour::off;
  /// Columns that a line may take, at least 100; absent: as many as it needs, nothing is shortened.
  std::optional<std::size_t> width = {};
};

/// The layout for an open file: on a terminal its width (at least 100) and, unless the environment
/// has NO_COLOR, colours; for a file or a pipe lines as long as they need, so that every id can be
/// copied, and no colour.
[[nodiscard]] TableLayout layout_for(int descriptor);

/// The report as text. One line a claim: verdict, id, what its telling measurement observed against
/// what it was judged by, p after Holm where there is a test, wall time in seconds. Then, for each
/// claim that did not pass or that declares another verdict than PASS, its explanation, what it
/// declares and its replay line, and the claims not run; the last line is the total,
/// "12 claims: 10 PASS, 1 FAIL, 1 VACUOUS (declared)".
///
/// Where the width is given, lines take at most as many columns, but for replay lines and the ids
/// above them, which stay whole to be copied; quantities give way first, then ids. Explanations are
/// wrapped at 100 columns in any case. Control characters are not passed on. Only the seconds, the
/// last 8 columns of a claim's line, depend on wall times; Colour::on differs from Colour::off by
/// the escape sequences alone.
[[nodiscard]] std::string verdict_table(const Report& report, const TableLayout& layout);

}  // namespace benignity
