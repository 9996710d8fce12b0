#include "reports/xml_text.hpp"

#include "reports/code_points.hpp"

namespace benignity {
namespace {

std::string reference(const CodePoint& point) {
  switch (point.value) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&apos;";
    case '\r':  // [XML 1.0] 2.11: a parser turns a bare one into a line feed
      return "&#13;";
    default:
      return std::string(point.bytes);
  }
}

// [XML 1.0, fifth edition] production (2), Char; code_points gives no surrogates.
bool allowed(char32_t value) {
  const bool white = value == '\t' || value == '\n' || value == '\r';
  return white || (value >= 0x20 && value != 0xFFFE && value != 0xFFFF);
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string escaped;
  for (const CodePoint& point : code_points(text)) {
    const bool shown = allowed(point.value) && point.value != replacement_character;
    escaped += shown ? reference(point) : std::string(replacement_bytes);
  }
  return escaped;
}

std::string xml_attribute(std::string_view text) {
  std::string escaped;
  for (const char byte : xml_text(text)) {
    if (byte == '\t' || byte == '\n') {
      // [XML 1.0] 3.3.3: in an attribute a parser turns bare ones into spaces.
      escaped += byte == '\t' ? "&#9;" : "&#10;";
    } else {
      escaped += byte;
    }
  }
  return escaped;
}

}  // namespace benignity
