#include "reports/figures/label_text.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "reports/code_points.hpp"
#include "reports/columns.hpp"
#include "reports/figures/axis_script.hpp"
#include "reports/html/formula_words.hpp"

namespace benignity {
namespace {

using Characters = std::vector<CodePoint>;

bool is_ascii_in(const CodePoint& at, std::string_view set) {
  return at.value < 0x80 && is_one_of(static_cast<char>(at.value), set);
}

/// Greek and accented letters count, signs such as − and · do not.
bool is_word_letter(const CodePoint& at) {
  if (at.value < 0x80) {
    const char c = static_cast<char>(at.value);
    return is_letter(c) || is_digit(c);
  }
  return at.value >= 0xC0 && at.value < 0x2000 && at.value != 0xD7 && at.value != 0xF7;
}

bool is_sign(const CodePoint& at) { return is_ascii_in(at, "+-*") || at.value == U'−'; }

/// The end of the word that begins at `from`.
std::size_t word_end(const Characters& text, std::size_t from) {
  while (from < text.size() && is_word_letter(text[from])) ++from;
  return from;
}

/// Whether the character before `at` is a symbol of one letter: τ of "τ_fit", not t of "init_std".
bool follows_a_symbol(const Characters& text, std::size_t at) {
  if (at == 0 || !is_word_letter(text[at - 1]) || is_ascii_in(text[at - 1], "0123456789")) {
    return false;
  }
  return at == 1 || (!is_word_letter(text[at - 2]) && text[at - 2].value != U'_');
}

/// What an index or a power is, without its parentheses, and where it ends; nothing where it is
/// none.
struct Script {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one past
  std::size_t end = 0;
};

Script index_at(const Characters& text, std::size_t mark) {
  const std::size_t end = word_end(text, mark + 1);
  const bool is_name = end < text.size() && text[end].value == U'_';
  if (!follows_a_symbol(text, mark) || is_name) return {};
  return {mark + 1, end, end};
}

Script power_at(const Characters& text, std::size_t mark) {
  if (mark == 0 || text[mark - 1].value == U' ') return {};
  std::size_t at = mark + 1;
  if (at < text.size() && text[at].value == U'(') {
    const auto close = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                                    [](const CodePoint& c) { return c.value == U')'; });
    if (close == text.end()) return {};
    const auto last = static_cast<std::size_t>(close - text.begin());
    return {at + 1, last, last + 1};
  }
  if (at < text.size() && is_sign(text[at])) ++at;
  std::size_t end = word_end(text, at);
  if (end == at) return {};
  const bool has_fraction =
      end + 1 < text.size() && text[end].value == U'.' && is_ascii_in(text[end + 1], "0123456789");
  if (has_fraction) end = word_end(text, end + 1);
  return {mark + 1, end, end};
}

std::string escaped(const CodePoint& at) {
  return (is_ascii_in(at, "{}^_@&~\\") ? "\\" : "") + std::string(at.bytes);
}

}  // namespace

std::string with_symbols(std::string_view text) {
  const Characters characters = code_points(text);
  std::string set;
  std::size_t i = 0;
  while (i < characters.size()) {
    const std::size_t end = word_end(characters, i);
    if (end == i) {
      set += characters[i].bytes;
      ++i;
      continue;
    }
    std::string word;
    for (; i < end; ++i) word += characters[i].bytes;
    const bool is_vector = word == "mu" || word == "nu";
    const bool has_norm =
        is_vector && set.ends_with('|') && i < characters.size() && characters[i].value == U'|';
    if (has_norm) {
      set.pop_back();
      ++i;
    }
    const std::string symbol(greek_letter(word).value_or(word));
    set += has_norm ? "‖" + symbol + "‖" : symbol;
  }
  return set;
}

std::string label_string(std::string_view text) {
  const std::string whole = printable(text);
  const Characters characters = code_points(whole);
  std::string enhanced;
  std::size_t i = 0;
  while (i < characters.size()) {
    const CodePoint& at = characters[i];
    const Script script = at.value == U'_'   ? index_at(characters, i)
                          : at.value == U'^' ? power_at(characters, i)
                                             : Script{};
    if (script.last <= script.first) {
      enhanced += escaped(at);
      ++i;
      continue;
    }
    enhanced += std::string(at.bytes) + "{";
    for (std::size_t k = script.first; k < script.last; ++k) enhanced += escaped(characters[k]);
    enhanced += "}";
    i = script.end;
  }
  return gnuplot_string(enhanced);
}

}  // namespace benignity
