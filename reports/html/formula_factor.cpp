#include "reports/html/formula_reader.hpp"
#include "reports/html/formula_words.hpp"

namespace benignity {
namespace {

std::string fenced(std::string_view open, const std::string& inside, std::string_view close) {
  return "<mrow><mo fence=\"true\">" + std::string(open) + "</mo>" + inside +
         "<mo fence=\"true\">" + std::string(close) + "</mo></mrow>";
}

}  // namespace

Markup FormulaReader::factor() {
  // What nests deeper is no formula for a reader, and must not take this one's stack.
  constexpr int deepest = 32;
  if (depth_ == deepest) return std::nullopt;
  ++depth_;
  Markup read = attempt([&]() -> Markup {
    Markup base = atom();
    return base ? scripts(*base) : base;
  });
  --depth_;
  return read;
}

// Indices, powers, primes and stars at a symbol: x_i^2, sigma', kappa*.
Markup FormulaReader::scripts(std::string base) {
  if (peek() == '\'' && !is_letter(peek(1))) {
    ++at_;
    telling_ = true;
    base += "<mo lspace=\"0\" rspace=\"0\">′</mo>";
  }
  std::string lower;
  std::string upper;
  for (;;) {
    if (lower.empty() && peek() == '_') {
      ++at_;
      const Markup index = subscript();
      if (!index) return index;
      lower = *index;
    } else if (upper.empty() && peek() == '^') {
      ++at_;
      const Markup power = exponent();
      if (!power) return power;
      upper = *power;
    } else if (upper.empty() && peek() == '*' && !is_letter(peek(1)) && !is_digit(peek(1))) {
      ++at_;
      upper = math_sign("*");
    } else {
      break;
    }
    telling_ = true;
  }
  const auto row = [](const std::string& inside) { return math_element("mrow", inside); };
  if (!lower.empty() && !upper.empty()) {
    return math_element("msubsup", row(base) + row(lower) + row(upper));
  }
  if (!lower.empty()) return math_element("msub", row(base) + row(lower));
  return upper.empty() ? base : math_element("msup", row(base) + row(upper));
}

Markup FormulaReader::subscript() {
  if (take('{')) {
    const Markup inside = list();
    return inside && take('}') ? inside : std::nullopt;
  }
  std::string sign;
  while (is_one_of(peek(), "+-")) {
    sign += text_[at_++];
  }
  std::string signs = sign == "+-"  ? math_sign("±")
                      : sign == "-" ? math_sign("−")
                      : sign == "+" ? math_sign("+")
                                    : "";
  const std::string_view word = letters_or_digits();
  if (word.empty()) return signs.empty() ? std::nullopt : Markup(signs);
  if (is_digit(word.front())) return signs + math_element("mn", word);
  if (const auto greek = greek_letter(word)) return signs + math_element("mi", *greek);
  return signs + (word.size() == 1 ? math_element("mi", word) : math_element("mtext", word));
}

Markup FormulaReader::exponent() {
  if (peek() == 'T' && !is_letter(peek(1))) {
    ++at_;
    return math_sign("⊤");
  }
  if (take('{')) {
    const Markup inside = sum();
    return inside && take('}') ? inside : std::nullopt;
  }
  // The brackets around a power are what raising it replaces; those around an index, x^(i), stay.
  if (peek() == '(' && !(is_letter(peek(1)) && peek(2) == ')')) {
    ++at_;
    const Markup inside = sum();
    return inside && take(')') ? inside : std::nullopt;
  }
  const bool negative = take('-');
  const Markup power = factor();
  return power && negative ? Markup(math_sign("−") + *power) : power;
}

Markup FormulaReader::atom() {
  const char c = peek();
  if (is_digit(c)) return number();
  if (c == '(') return attempt([&] { return bracketed('(', ')'); });
  if (c == '[') return attempt([&] { return bracketed('[', ']'); });
  if (c == '|') return attempt([&] { return between_bars(); });
  return is_letter(c) ? attempt([&] { return symbol(); }) : std::nullopt;
}

Markup FormulaReader::bracketed(char open, char close) {
  if (!take(open)) return std::nullopt;
  const Markup inside = list();
  if (!inside) return std::nullopt;
  if (open == '(' && text_.substr(at_, 4) == " || ") {  // KL(P || Q)
    at_ += 4;
    const Markup other = list();
    if (!other || !take(close)) return std::nullopt;
    return fenced("(", *inside + math_sign("∥") + *other, ")");
  }
  if (!take(close)) return std::nullopt;
  return fenced(std::string_view(&open, 1), *inside, std::string_view(&close, 1));
}

// |x|, of a vector of the theory its norm.
Markup FormulaReader::between_bars() {
  if (in_bars_ || !take('|')) return std::nullopt;
  in_bars_ = true;
  const std::string_view rest = text_.substr(at_);
  bool vector = is_one_of(rest.empty() ? '\0' : rest.front(), "pwXW");
  for (const std::string_view name : {"mu", "nu", "dp"}) {
    vector = vector || rest.substr(0, name.size()) == name;
  }
  const Markup inside = sum();
  in_bars_ = false;
  if (!inside || !take('|')) return std::nullopt;
  telling_ = true;
  return vector ? fenced("‖", *inside, "‖") : fenced("|", *inside, "|");
}

// Whether an index or, behind a space, a symbol or a bracket follows.
bool FormulaReader::is_applied() {
  if (peek() == '_') return true;
  const std::size_t before = at_;
  const bool spaced = take(' ');
  const bool bracket = peek() == '(';
  const std::string_view word = letters_or_digits();
  at_ = before;
  const bool symbol = word.size() == 1 ? word != "a" : word != "sum" && greek_letter(word);
  return spaced && (bracket || symbol);
}

Markup FormulaReader::number() {
  const std::size_t begin = at_;
  while (is_digit(peek())) ++at_;
  if (peek() == '.' && is_digit(peek(1))) {
    ++at_;
    while (is_digit(peek())) ++at_;
  }
  const std::string_view digits = text_.substr(begin, at_ - begin);
  const std::size_t sign = is_one_of(peek(1), "+-") ? 1 : 0;
  if (peek() != 'e' || !is_digit(peek(1 + sign))) return math_element("mn", digits);
  const bool negative = peek(1) == '-';
  at_ += 1 + sign;
  while (peek() == '0' && is_digit(peek(1))) ++at_;
  const std::string power =
      (negative ? math_sign("−") : "") + math_element("mn", letters_or_digits());
  return (digits == "1" ? "" : math_element("mn", digits) + math_sign("×")) +
         math_element("msup", math_element("mn", "10") + math_element("mrow", power));
}

Markup FormulaReader::symbol() {
  const std::string_view word = letters_or_digits();
  if (word == "sqrt" && peek() == '(') {
    ++at_;
    const Markup inside = sum();
    return inside && take(')') ? Markup(math_element("msqrt", *inside)) : std::nullopt;
  }
  if (is_function(word)) {
    const bool spaced = take(' ');
    if (!spaced && peek() != '(') return std::nullopt;
    const Markup argument = factor();
    if (!argument) return argument;
    telling_ = true;
    return math_element("mi", word) + (spaced ? "<mspace width=\"0.17em\"></mspace>" : "") +
           *argument;
  }
  if (const auto greek = greek_letter(word)) {
    if (*greek == "∑" && !is_applied()) return std::nullopt;  // the word "sum"
    telling_ = true;
    return *greek == "∑" ? math_sign(*greek) : math_element("mi", *greek);
  }
  if (is_upright_name(word)) {
    telling_ = telling_ || word == "SNR";
    return math_element("mi", word);
  }
  // dL/dp, Hg: letters that stand for themselves, one after the other.
  if (word == "dlog") {
    at_ -= 3;
    return math_element("mi", "d");
  }
  const bool pair =
      word.size() == 2 && (word == "Hg" || word == "Gq" || word == "nT" || word == "dL" ||
                           word == "dp" || word == "dW" || word == "dq" || word == "dw");
  if (pair) at_ -= 1;
  if (!pair && word.size() != 1) return std::nullopt;
  if (word == "a" && peek() == ' ' && is_letter(peek(1))) return std::nullopt;  // the article
  telling_ = true;
  const std::string letter = math_element("mi", word.substr(0, 1));
  const std::string_view index = peek() == '0' ? letters_or_digits() : std::string_view();
  return index.empty() ? letter : math_element("msub", letter + math_element("mn", index));
}

}  // namespace benignity
