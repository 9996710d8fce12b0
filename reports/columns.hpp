#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace benignity {

/// Columns that the tables for a terminal keep to, whatever the terminal: a table in a log must
/// read the same as one on a screen.
inline constexpr std::size_t table_width = 100;

/// The text on one line that a terminal shows as it is: line breaks and tabs become spaces, other
/// control characters and bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// Terminal columns that a printable text takes: 0 for combining marks, 2 for East Asian wide
/// characters and emoji, otherwise 1 a character.
[[nodiscard]] std::size_t columns(std::string_view text);

/// The text itself where it takes at most `width` columns, else its beginning with "…" at the end,
/// `width` columns at most. Nothing where width is 0.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);

/// The text with spaces after it up to `width` columns; a longer text is left as it is.
[[nodiscard]] std::string left_aligned(std::string_view text, std::size_t width);

/// The text with spaces before it up to `width` columns; a longer text is left as it is.
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t width);

/// The text broken into lines of at most `width` >= 2 columns, at spaces where there are any and
/// within a word only where the word alone is wider. Throws std::invalid_argument where width < 2.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// What stands below a line of a table: the text printable, wrapped, each line 4 columns to the
/// right and ended by a line feed, `table_width` columns at most.
[[nodiscard]] std::string indented(std::string_view text);

}  // namespace benignity
