#include "reports/figures/label_text.hpp"

#include <catch2/catch.hpp>

namespace benignity {
namespace {

TEST_CASE("symbols that are spelled out are set, whole words alone") {
  CHECK(with_symbols("|mu| / sigma_eps") == "‖μ‖ / σ_ε");
  CHECK(with_symbols("T = 4, eta = 0.20, rho = 0.01") == "T = 4, η = 0.20, ρ = 0.01");
  CHECK(with_symbols("tau_memorize") == "τ_memorize");
  CHECK(with_symbols("state of the theta") == "state of the θ");
  CHECK(with_symbols("mutants, |mutant|, mu|") == "mutants, |mutant|, μ|");
  CHECK(with_symbols("") == "");
}

TEST_CASE("an index of one letter and a power are set") {
  CHECK(label_string("τ_fit") == "'τ_{fit}'");
  CHECK(label_string("log(τ_generalize / τ_fit)") == "'log(τ_{generalize} / τ_{fit})'");
  CHECK(label_string("d = 10^8") == "'d = 10^{8}'");
  CHECK(label_string("d^(−1/2) through") == "'d^{−1/2} through'");
  CHECK(label_string("α^1.5 through. T^2.") == "'α^{1.5} through. T^{2}.'");
  CHECK(label_string("x_i^2") == "'x_{i}^{2}'");
}

TEST_CASE("every other character stands for itself") {
  CHECK(label_string("init_weight_std") == "'init\\_weight\\_std'");
  CHECK(label_string("{/=40 x} a@b & c~d") == "'\\{/=40 x\\} a\\@b \\& c\\~d'");
  CHECK(label_string("a^ b, ^c, a^(b") == "'a\\^ b, \\^c, a\\^(b'");
  CHECK(label_string("\\101") == "'\\\\101'");
  CHECK(label_string("x_{y}") == "'x\\_\\{y\\}'");
  CHECK(label_string("a^(b}c)") == "'a^{b\\}c}'");
  CHECK(label_string("it's\n`x`") == "'it''s `x`'");
}

}  // namespace
}  // namespace benignity
