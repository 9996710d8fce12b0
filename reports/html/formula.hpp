#pragma once

#include <string>
#include <string_view>

namespace benignity {

/// A text of the report as HTML in which formulas are MathML: "SNR^2 = o(1/n): at tau = c
/// tau_benign" shows SNR², τ and τ_benign as set by the browser, without network or script. What is
/// read as a formula, and nothing else: names of the theory (Greek letters, SNR, infinity), single
/// letters, functions (log, exp, sqrt, ...), numbers, with ^ _ ' * + - / ( ) [ ] { } | and
/// relations between them, from the beginning of a word to the end of one. Whatever does not parse
/// so stays a text, escaped as html_text; a name with an underscore that no symbol begins
/// (step_size) is one. The formula as it was written stands in the attribute alttext.
[[nodiscard]] std::string html_with_formulas(std::string_view text);

}  // namespace benignity
