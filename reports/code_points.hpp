#pragma once

#include <string_view>
#include <vector>

namespace benignity {

/// One Unicode character of a text and the bytes that encode it there.
struct CodePoint {
  char32_t value = 0;
  std::string_view bytes;  ///< a view into the text that was read
};

/// What stands for a byte that is not UTF-8 and for a character a format cannot carry.
inline constexpr char32_t replacement_character = 0xFFFD;
inline constexpr std::string_view replacement_bytes = "\xEF\xBF\xBD";

/// The characters of a text taken as UTF-8, in order; their bytes put together give the text again.
/// Never fails: each byte that is no part of well-formed UTF-8 (overlong forms, surrogates and
/// values above U+10FFFF included) counts as one U+FFFD.
[[nodiscard]] std::vector<CodePoint> code_points(std::string_view text);

}  // namespace benignity
