#include "reports/html/formula.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/reports/text_search.hpp"

namespace benignity {
namespace {

using testing::holds;

std::string set(const std::string& formula) { return html_with_formulas(formula); }

/// The formulas that were found, as written, each behind a "|".
std::string formulas_in(const std::string& text) {
  const std::string page = html_with_formulas(text);
  const std::string mark = "alttext=\"";
  std::string found;
  for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at)) {
    at += mark.size();
    found += '|';
    found += page.substr(at, page.find('"', at) - at);
  }
  return found;
}

TEST_CASE("formulas of a statement are found, its words are not") {
  CHECK(
      formulas_in("SNR^2 = o(1/n): at tau = c tau_select, with probability >= 1 - delta, every") ==
      "|SNR^2 = o(1/n)|tau = c tau_select|&gt;= 1 - delta");
  CHECK(formulas_in("the gain is d (sigma_w^2 + sigma_p^2) in all") ==
        "|d (sigma_w^2 + sigma_p^2)");
  CHECK(formulas_in("log t_exit ~ kappa (T-1)/(2T) KL(Bernoulli(eta) || Bernoulli(l_c))") ==
        "|log t_exit ~ kappa (T-1)/(2T) KL(Bernoulli(eta) || Bernoulli(l_c))");
  CHECK(formulas_in("e^{(2 lambda*/S)/kappa}, in proportion") == "|e^{(2 lambda*/S)/kappa}");
}

TEST_CASE("words, numbers, names of keys and references to equations stay texts") {
  for (const char* text : {"a share of 20 replicates",
                           "I am a word",
                           "exponent in step_size",
                           "(4500, 5) is harmful",
                           "theory/README.md (4.2)",
                           "of (7b.10) over",
                           "(T11)",
                           "(H.1), (Q.4)",
                           "part 2's event",
                           "the mean field's times",
                           "1e-8 of exact arithmetic",
                           "with max for the sum, stays",
                           "1000 a replicate",
                           "init_weight_std",
                           "log(time/mean field)",
                           "K's off-diagonal",
                           "",
                           "test/gap",
                           "1.5.2",
                           "((((",
                           "|",
                           "^",
                           "_x",
                           "x^"}) {
    INFO(text);
    CHECK(formulas_in(text).empty());
  }
}

TEST_CASE("signs, indices, powers, primes and norms have their MathML") {
  CHECK(holds(set("kappa*"), "<msup><mrow><mi>κ</mi></mrow><mrow><mo>*</mo></mrow></msup>"));
  CHECK(holds(set("W^T p"), "<mo>⊤</mo>"));
  CHECK(holds(set("d -> infinity"), "<mi>d</mi><mo>→</mo><mi>∞</mi>"));
  CHECK(holds(set("x != y"), "<mo>≠</mo>"));
  CHECK(holds(set("|mu|"), "‖"));
  CHECK(!holds(set("|L|"), "‖"));
  CHECK(holds(set("d^(-1/4)"), "<mrow><mo>−</mo><mn>1</mn><mo>/</mo><mn>4</mn></mrow></msup>"));
  CHECK(holds(set("eps^(i) = 1"), "<mo fence=\"true\">(</mo><mi>i</mi>"));
  CHECK(holds(set("x_i^2"), "<msubsup>"));
  CHECK(holds(set("lambda_+-"), "<mo>±</mo>"));
  CHECK(holds(set("l'(z)"), "<mi>l</mi><mo lspace=\"0\" rspace=\"0\">′</mo>"));
  CHECK(holds(set("sqrt(T) = 2"), "<msqrt><mi>T</mi></msqrt>"));
  CHECK(holds(set("d = 2e+07"),
              "<mn>2</mn><mo>×</mo><msup><mn>10</mn><mrow><mn>7</mn></mrow></msup>"));
}

TEST_CASE("any text comes out escaped and balanced, in a time that its length bounds") {
  CHECK(rc::check([] {
    std::string text = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("a Tx0_^'*+-/()[]{}|<>=&\",.~sum kappa\xFF")));
    const std::string page = html_with_formulas(text);
    std::size_t open = 0;
    std::size_t closed = 0;
    for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
      (page[at + 1] == '/' ? closed : open) += 1;
    }
    RC_ASSERT(open == closed);
    RC_ASSERT(holds(html_with_formulas(text), "\"><") || open == 0);
  }));
  std::string deep(20000, '(');
  CHECK(html_with_formulas(deep) == deep);
  std::string sums;
  for (int i = 0; i < 2000; ++i) sums += "sum ";
  CHECK(html_with_formulas(sums) == sums);
  std::string powers = "x";
  for (int i = 0; i < 20000; ++i) powers += "^x";
  CHECK(html_with_formulas(powers) == powers);
}

}  // namespace
}  // namespace benignity
