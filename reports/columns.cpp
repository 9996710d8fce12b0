#include "reports/columns.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "reports/code_points.hpp"

namespace benignity {
namespace {

struct CodeRange {
  char32_t first;
  char32_t last;
};

// Not wcwidth: what it answers depends on the locale and the C library, and a table must not.
// Unicode 15: combining marks of the scripts that formulae use, joiners, variation selectors.
constexpr std::array combining{CodeRange{0x0300, 0x036F}, CodeRange{0x1AB0, 0x1AFF},
                               CodeRange{0x1DC0, 0x1DFF}, CodeRange{0x200B, 0x200D},
                               CodeRange{0x20D0, 0x20FF}, CodeRange{0xFE00, 0xFE0F},
                               CodeRange{0xFE20, 0xFE2F}};

// Unicode Standard Annex 11, the blocks of wide (W, F) characters.
constexpr std::array wide{
    CodeRange{0x1100, 0x115F},   CodeRange{0x2E80, 0x303E},  CodeRange{0x3041, 0xA4CF},
    CodeRange{0xAC00, 0xD7A3},   CodeRange{0xF900, 0xFAFF},  CodeRange{0xFE30, 0xFE6F},
    CodeRange{0xFF00, 0xFF60},   CodeRange{0xFFE0, 0xFFE6},  CodeRange{0x1F300, 0x1F64F},
    CodeRange{0x1F900, 0x1F9FF}, CodeRange{0x20000, 0x3FFFD}};

// Control characters (an escape sequence in a claim's text would reach the terminal), line and
// paragraph separators, and the marks that reorder a line.
constexpr std::array unprintable{CodeRange{0x0000, 0x001F}, CodeRange{0x007F, 0x009F},
                                 CodeRange{0x200E, 0x200F}, CodeRange{0x2028, 0x202E},
                                 CodeRange{0x2060, 0x206F}, CodeRange{0xFEFF, 0xFEFF}};

template <std::size_t Size>
bool contains(const std::array<CodeRange, Size>& ranges, char32_t value) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const CodeRange& range) {
    return range.first <= value && value <= range.last;
  });
}

std::size_t columns_taken(char32_t value) {
  if (contains(combining, value)) {
    return 0;
  }
  return contains(wide, value) ? 2 : 1;
}

// The longest beginning of the text that takes at most `width` columns.
std::string_view beginning(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t bytes = 0;
  for (const CodePoint& point : code_points(text)) {
    used += columns_taken(point.value);
    if (used > width) {
      break;
    }
    bytes += point.bytes.size();
  }
  return text.substr(0, bytes);
}

std::string spaces_up_to(std::string_view text, std::size_t width) {
  const std::size_t used = columns(text);
  return std::string(used < width ? width - used : 0, ' ');
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  for (const CodePoint& point : code_points(text)) {
    if (point.value == '\n' || point.value == '\r' || point.value == '\t') {
      shown += ' ';
    } else if (point.value == replacement_character || contains(unprintable, point.value)) {
      shown += replacement_bytes;
    } else {
      shown += point.bytes;
    }
  }
  return shown;
}

std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  for (const CodePoint& point : code_points(text)) {
    sum += columns_taken(point.value);
  }
  return sum;
}

std::string shortened(std::string_view text, std::size_t width) {
  if (columns(text) <= width) {
    return std::string(text);
  }
  return width == 0 ? std::string() : std::string(beginning(text, width - 1)) + "…";
}

std::string left_aligned(std::string_view text, std::size_t width) {
  return std::string(text) + spaces_up_to(text, width);
}

std::string right_aligned(std::string_view text, std::size_t width) {
  return spaces_up_to(text, width) + std::string(text);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  if (width < 2) {
    throw std::invalid_argument("wrapped: width is " + std::to_string(width) +
                                ", but must be at least 2");
  }
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (word.empty()) {
      continue;
    }
    if (!lines.back().empty() && columns(lines.back()) + 1 + columns(word) <= width) {
      lines.back() += ' ' + std::string(word);
      continue;
    }
    while (!word.empty()) {
      if (!lines.back().empty()) {
        lines.emplace_back();
      }
      lines.back() = beginning(word, width);
      word.remove_prefix(lines.back().size());
    }
  }
  return lines;
}

std::string indented(std::string_view text) {
  constexpr std::size_t indent = 4;
  std::string lines;
  for (const std::string& piece : wrapped(printable(text), table_width - indent)) {
    lines += std::string(indent, ' ') + piece + '\n';
  }
  return lines;
}

}  // namespace benignity
