#include "reports/html/formula_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "reports/html/page_parts.hpp"

namespace benignity {
namespace {

using Spelling = std::pair<std::string_view, std::string_view>;

constexpr std::array greek = {
    Spelling{"alpha", "α"},  Spelling{"beta", "β"},     Spelling{"gamma", "γ"},
    Spelling{"delta", "δ"},  Spelling{"epsilon", "ε"},  Spelling{"eps", "ε"},
    Spelling{"eta", "η"},    Spelling{"theta", "θ"},    Spelling{"kappa", "κ"},
    Spelling{"lambda", "λ"}, Spelling{"mu", "μ"},       Spelling{"nu", "ν"},
    Spelling{"rho", "ρ"},    Spelling{"sigma", "σ"},    Spelling{"varsigma", "ς"},
    Spelling{"tau", "τ"},    Spelling{"phi", "φ"},      Spelling{"omega", "ω"},
    Spelling{"Gamma", "Γ"},  Spelling{"Phi", "Φ"},      Spelling{"Theta", "Θ"},
    Spelling{"Delta", "Δ"},  Spelling{"infinity", "∞"}, Spelling{"sum", "∑"},
};

constexpr std::array functions = {std::string_view("log"),  std::string_view("exp"),
                                  std::string_view("min"),  std::string_view("max"),
                                  std::string_view("cos"),  std::string_view("cosh"),
                                  std::string_view("sign"), std::string_view("det"),
                                  std::string_view("tr"),   std::string_view("range")};

constexpr std::array names = {std::string_view("SNR"), std::string_view("KL"),
                              std::string_view("Bernoulli")};

constexpr std::array relations = {
    Spelling{"<=", "≤"}, Spelling{">=", "≥"},  Spelling{"!=", "≠"},
    Spelling{"->", "→"}, Spelling{"+=", "+="}, Spelling{"=", "="},
    Spelling{"<", "<"},  Spelling{">", ">"},   Spelling{"~", "∼"},
};

template <class List>
std::optional<std::string_view> spelling(const List& list, std::string_view word) {
  for (const Spelling& entry : list) {
    if (entry.first == word) return entry.second;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> greek_letter(std::string_view word) {
  return spelling(greek, word);
}

bool is_function(std::string_view word) {
  return std::find(functions.begin(), functions.end(), word) != functions.end();
}

bool is_upright_name(std::string_view word) {
  return std::find(names.begin(), names.end(), word) != names.end();
}

std::optional<std::string_view> relation_sign(std::string_view sign) {
  return spelling(relations, sign);
}

std::string math_element(std::string_view tag, std::string_view content) {
  return "<" + std::string(tag) + ">" + std::string(content) + "</" + std::string(tag) + ">";
}

std::string math_sign(std::string_view sign) { return math_element("mo", html_text(sign)); }

}  // namespace benignity
