#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace benignity {

/// MathML, or nothing where a rule does not apply.
using Markup = std::optional<std::string>;

/// Reads one formula of a text by recursive descent. A rule returns MathML and stands behind what
/// it read, or returns nothing; attempt() puts it back to where it stood.
class FormulaReader {
 public:
  FormulaReader(std::string_view text, std::size_t start)
      : text_(text), at_(start), start_(start) {}

  /// The formula that begins at `start` and ends where a word does; one that begins with a relation
  /// lacks its left side. Nothing where there is none: a plain number, or the word "a", is none.
  [[nodiscard]] Markup formula();

  /// Behind the formula.
  [[nodiscard]] std::size_t position() const { return at_; }

 private:
  // formula_reader.cpp: what stands between factors
  Markup relations();
  Markup relation();
  Markup sum();
  Markup product();
  Markup list();
  // formula_factor.cpp
  Markup factor();
  Markup scripts(std::string base);
  Markup subscript();
  Markup exponent();
  Markup atom();
  Markup bracketed(char open, char close);
  Markup between_bars();
  Markup number();
  Markup symbol();
  bool is_applied();

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool take(char c);
  std::string_view letters_or_digits();
  [[nodiscard]] bool ends_a_word() const;

  template <class Rule>
  Markup attempt(Rule rule) {
    const std::size_t before = at_;
    const bool told = telling_;
    Markup read = rule();
    if (!read) {
      at_ = before;
      telling_ = told;
    }
    return read;
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t start_;
  bool telling_ = false;  ///< whether what was read has a mark of a formula
  bool in_bars_ = false;  ///< a bar closes, none opens
  int depth_ = 0;         ///< factors inside factors
};

}  // namespace benignity
