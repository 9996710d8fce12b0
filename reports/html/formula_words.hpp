#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace benignity {

/// The character of a symbol that the texts spell out: "kappa" is κ, "infinity" is ∞; nothing for
/// another word.
[[nodiscard]] std::optional<std::string_view> greek_letter(std::string_view word);

/// Whether the word is set upright and applies to what follows it: log, exp, min, sign, det, ...
[[nodiscard]] bool is_function(std::string_view word);

/// Whether the word is a name of several letters, set upright: SNR, KL, Bernoulli.
[[nodiscard]] bool is_upright_name(std::string_view word);

/// The signs of a relation, "<=" is ≤; nothing for another sign.
[[nodiscard]] std::optional<std::string_view> relation_sign(std::string_view sign);

[[nodiscard]] inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] inline bool is_one_of(char c, std::string_view set) {
  return c != '\0' && set.find(c) != std::string_view::npos;
}

/// `<tag>content</tag>`; the content is markup already.
[[nodiscard]] std::string math_element(std::string_view tag, std::string_view content);
/// An operator, escaped.
[[nodiscard]] std::string math_sign(std::string_view sign);

}  // namespace benignity
