#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/result/report.hpp"

namespace benignity {

/// A text of the report as HTML shows it: one line, no markup, no control characters.
[[nodiscard]] std::string html_text(std::string_view text);

/// A number to four digits, as html_text.
[[nodiscard]] std::string html_number(double value);

/// The head of a table's column; numbers are aligned to the right.
enum class ColumnOf { words, numbers };
struct Column {
  std::string_view title;
  ColumnOf content = ColumnOf::words;
};

/// A table with a caption, in a frame of its own that scrolls sideways where it must; nothing
/// where there are no rows. Cells are HTML already.
[[nodiscard]] std::string html_table(std::string_view caption, const std::vector<Column>& columns,
                                     const std::vector<std::vector<std::string>>& rows);

/// Names and texts side by side, both escaped; empty texts are left out.
[[nodiscard]] std::string html_facts(const std::vector<NamedText>& facts);

}  // namespace benignity
