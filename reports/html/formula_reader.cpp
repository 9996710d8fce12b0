#include "reports/html/formula_reader.hpp"

#include "reports/html/formula_words.hpp"

namespace benignity {

Markup FormulaReader::formula() {
  Markup read = relations();
  // A lone letter is a symbol but for the English words "a", "A" and "I".
  const bool is_word = at_ == start_ + 1 && is_one_of(text_[start_], "aAI");
  return read && telling_ && !is_word && ends_a_word() ? read : std::nullopt;
}

bool FormulaReader::take(char c) {
  if (peek() != c) return false;
  ++at_;
  return true;
}

bool FormulaReader::ends_a_word() const {
  if (at_ == text_.size() || is_one_of(text_[at_], " ,;)!?")) return true;
  return is_one_of(text_[at_], ".:") && !is_letter(peek(1)) && !is_digit(peek(1));
}

std::string_view FormulaReader::letters_or_digits() {
  const std::size_t begin = at_;
  const bool digits = is_digit(peek());
  while (digits ? is_digit(peek()) : is_letter(peek())) ++at_;
  return text_.substr(begin, at_ - begin);
}

Markup FormulaReader::relation() {
  for (const std::size_t length : {2U, 1U}) {
    if (const auto sign = relation_sign(text_.substr(at_, length))) {
      at_ += length;
      telling_ = true;
      return math_sign(*sign);
    }
  }
  return std::nullopt;
}

Markup FormulaReader::relations() {
  Markup left = sum();
  std::string all = left.value_or("");
  for (;;) {
    const Markup next = attempt([&]() -> Markup {
      take(' ');
      const Markup sign = relation();
      take(' ');
      const Markup right = sign ? sum() : std::nullopt;
      return right ? Markup(*sign + *right) : std::nullopt;
    });
    if (!next) break;
    all += *next;
  }
  return all.empty() ? std::nullopt : Markup(all);
}

// Terms between signs that have a space on both sides or on none.
Markup FormulaReader::sum() {
  Markup first = attempt([&]() -> Markup {
    const bool negative = peek() == '-' && peek(1) != '>' && take('-');
    const Markup term = product();
    return term && negative ? Markup(math_sign("−") + *term) : term;
  });
  if (!first) return first;
  std::string all = *first;
  for (;;) {
    const Markup next = attempt([&]() -> Markup {
      const bool spaced = take(' ');
      const char sign = peek();
      if ((sign != '+' && sign != '-') || peek(1) == '=' || peek(1) == '>') return std::nullopt;
      ++at_;
      if (take(' ') != spaced) return std::nullopt;
      const Markup term = product();
      if (!term) return term;
      telling_ = true;
      return math_sign(sign == '-' ? "−" : "+") + *term;
    });
    if (!next) return all;
    all += *next;
  }
}

// Factors side by side, with a space or without, and slashes.
Markup FormulaReader::product() {
  Markup first = factor();
  if (!first) return first;
  std::string all = *first;
  for (;;) {
    const Markup next = attempt([&]() -> Markup {
      const bool spaced = take(' ');
      const bool over = take('/');
      if (over && take(' ') != spaced) return std::nullopt;
      // Of a number only letters and brackets may follow without a space: "2d", not "3.5.1"; and
      // with one, a number begins something else: "d 10".
      if (!over && (is_digit(peek()) || peek() == '-')) return std::nullopt;
      // "draw 2 (n = 10)": what stands in brackets behind a number explains it.
      if (spaced && !over && peek() == '(' && is_digit(text_[at_ - 2])) return std::nullopt;
      // "1.5 x the time": a multiplication, in words.
      if (spaced && !over && peek() == 'x' && !is_one_of(peek(1), "_^") && is_digit(text_[at_ - 2]))
        return std::nullopt;
      const Markup right = factor();
      if (!right) return right;
      telling_ = telling_ || over;
      return over ? math_sign("/") + *right
                  : (spaced ? "<mspace width=\"0.17em\"></mspace>" : "") + *right;
    });
    if (!next) return all;
    all += *next;
  }
}

Markup FormulaReader::list() {
  Markup first = relations();
  if (!first) return first;
  std::string all = *first;
  while (peek() == ',') {
    ++at_;
    take(' ');
    const Markup next = relations();
    if (!next) return next;
    all += math_element("mo", ",") + *next;
  }
  return all;
}

}  // namespace benignity
