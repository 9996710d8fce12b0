#include "reports/html/formula.hpp"

#include <cstddef>

#include "reports/html/formula_reader.hpp"
#include "reports/html/formula_words.hpp"
#include "reports/html/page_parts.hpp"

namespace benignity {
namespace {

// Bytes; beyond it a text is shown as it is, so that a long one costs no more than its length.
constexpr std::size_t longest_formula = 400;

}  // namespace

std::string html_with_formulas(std::string_view text) {
  std::string all;
  std::size_t plain = 0;  // where the text that is no formula begins
  std::size_t at = 0;
  while (at < text.size()) {
    const bool begins_a_word = at == 0 || is_one_of(text[at - 1], " (");
    FormulaReader reader(text.substr(0, at + longest_formula), at);
    const Markup formula = begins_a_word ? reader.formula() : std::nullopt;
    if (!formula) {
      ++at;
      continue;
    }
    const std::size_t end = reader.position();
    all += html_text(text.substr(plain, at - plain)) + "<math alttext=\"" +
           html_text(text.substr(at, end - at)) + "\">" + math_element("mrow", *formula) +
           "</math>";
    plain = at = end;
  }
  return all + html_text(text.substr(plain));
}

}  // namespace benignity
