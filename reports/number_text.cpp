#include "reports/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/core.h>

namespace benignity {
namespace number_texts {
namespace {

bool is_decimal(char c) { return c >= '0' && c <= '9'; }
bool is_of_a_word(char c) {
  return is_decimal(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
}

}  // namespace
}  // namespace number_texts

std::string number_text(double value, Digits digits) {
  if (std::isnan(value)) {
    return "nan";  // fmt shows the sign bit of a NaN, which differs from one processor to another
  }
  return digits == Digits::round_trip ? fmt::format("{}", value) : fmt::format("{:.4g}", value);
}

std::string with_short_fractions(std::string_view text) {
  using namespace number_texts;
  std::string shortened;
  while (!text.empty()) {
    std::size_t length = 0;
    while (length < text.size() && is_of_a_word(text[length])) ++length;
    double value = 0;
    const bool starts_as_number = is_decimal(text.front());
    const char* end = text.data();
    if (starts_as_number) end = std::from_chars(end, end + text.size(), value).ptr;
    const auto read = static_cast<std::size_t>(end - text.data());
    // "1.5e-05" goes on after the word "1.5e"; "2.0.1" ends before its word does.
    const bool is_number = starts_as_number && read >= length;
    const std::string_view number = text.substr(0, is_number ? read : 0);
    if (number.find_first_of(".e") != std::string_view::npos) {
      shortened += fmt::format("{:.6g}", value);
    } else {
      shortened += is_number ? number : text.substr(0, std::max<std::size_t>(length, 1));
    }
    text.remove_prefix(is_number ? read : std::max<std::size_t>(length, 1));
  }
  return shortened;
}

std::string interval_text(const Interval& interval, Digits digits) {
  const double lower = lower_end(interval);
  const double upper = upper_end(interval);
  // Infinity is no member of either: an infinite end reads the same as an absent one.
  return fmt::format("{}{}, {}{}", std::isinf(lower) ? '(' : '[', number_text(lower, digits),
                     number_text(upper, digits), std::isinf(upper) ? ')' : ']');
}

}  // namespace benignity
