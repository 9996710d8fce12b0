#include "reports/code_points.hpp"

#include <array>
#include <cstddef>

namespace benignity {
namespace {

CodePoint first_code_point(std::string_view text) {
  const CodePoint malformed{replacement_character, text.substr(0, 1)};
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) {
    return {lead, text.substr(0, 1)};
  }
  // The lead byte's high bits count the bytes. 0xC0 and 0xC1 could only begin overlong forms, bytes
  // above 0xF4 only values above U+10FFFF.
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) {
    return malformed;
  }
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) {
      return malformed;
    }
    value = (value << 6U) | (next & 0x3FU);
  }
  // A value that fits into fewer bytes is refused: an overlong "<" would pass every escaping that
  // looks for the byte.
  constexpr std::array<char32_t, 5> smallest_of_length{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < smallest_of_length[length] || value > 0x10FFFF || surrogate) {
    return malformed;
  }
  return {value, text.substr(0, length)};
}

}  // namespace

std::vector<CodePoint> code_points(std::string_view text) {
  std::vector<CodePoint> points;
  while (!text.empty()) {
    points.push_back(first_code_point(text));
    text.remove_prefix(points.back().bytes.size());
  }
  return points;
}

}  // namespace benignity
