#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/lanes/draw_kernels.hpp"
#include "tests/support/every_instruction_set.hpp"

namespace benignity::testing {
namespace {

/// Arrays of `samples` fresh samples and what the kernel makes of them.
struct Fresh {
  std::ptrdiff_t samples;
  std::ptrdiff_t tokens;
  std::vector<double> labels;
  Matrix<double> head_values;   // samples x tokens
  Matrix<double> noise_logits;  // with an unused row behind
  Matrix<double> plus;
  Matrix<double> minus;
  std::vector<double> margin;
  std::vector<double> relevant;
  std::vector<double> loss;

  Fresh(std::ptrdiff_t sample_count, std::ptrdiff_t token_count, double spread)
      : samples(sample_count), tokens(token_count) {
    const auto seed = static_cast<std::uint64_t>(100 * samples + tokens);
    head_values = spread * random_matrix<double>(seed, samples, tokens);
    noise_logits = spread * random_matrix<double>(1000 + seed, samples + 1, tokens);
    plus = random_matrix<double>(2000 + seed, tokens, 1);
    minus = random_matrix<double>(3000 + seed, tokens, 1);
    for (std::ptrdiff_t s = 0; s < samples; ++s) labels.push_back(s % 3 == 0 ? -1 : 1);
    margin.assign(labels.size(), 7);
    relevant = loss = margin;
  }

  void respond(InstructionSet set) {
    draw_kernels(set).respond_to_fresh({samples, tokens, labels.data(), head_values.data(),
                                        noise_logits.data(), noise_logits.rows(), plus.data(),
                                        minus.data(), margin.data(), relevant.data(), loss.data()});
  }

  [[nodiscard]] Float50 logit(std::ptrdiff_t s, std::ptrdiff_t t) const {
    const double signal = labels[static_cast<std::size_t>(s)] > 0 ? plus(t) : minus(t);
    return Float50(noise_logits(s, t)) + Float50(signal);
  }
};

TEST_CASE("every instruction set responds to fresh samples as the definition at 50 digits does") {
  for (const InstructionSet set : supported_sets()) {
    for (const std::ptrdiff_t samples : {8, 24, 64}) {
      for (const std::ptrdiff_t tokens : {1, 2, 5, 8, 17}) {
        for (const double spread : {1.0, 30.0}) {  // 30: margins to 100, one token takes all
          CAPTURE(name(set), samples, tokens, spread);
          Fresh fresh(samples, tokens, spread);
          fresh.respond(set);
          const Float50 unit(std::numeric_limits<double>::epsilon());
          double worst = 0;
          const auto see = [&](double computed, const Float50& exact, const Float50& scale) {
            const auto error =
                static_cast<double>(Float50(abs(Float50(computed) - exact) / (unit * scale)));
            if (!(error <= worst)) worst = error;
            return std::isfinite(error);
          };
          const Float50 largest(fresh.head_values.cwiseAbs().maxCoeff());
          for (std::ptrdiff_t s = 0; s < samples; ++s) {
            const auto at = static_cast<std::size_t>(s);
            Float50 normaliser = 0;
            Float50 output = 0;
            for (std::ptrdiff_t t = 0; t < tokens; ++t) {
              const Float50 share = exp(fresh.logit(s, t));
              normaliser += share;
              output += share * Float50(fresh.head_values(s, t));
            }
            const Float50 margin = Float50(fresh.labels[at]) * output / normaliser;
            // Logits of size 30 are rounded once when the signal part is added.
            REQUIRE(see(fresh.margin[at], margin, largest * Float50(spread)));
            REQUIRE(see(fresh.relevant[at], exp(fresh.logit(s, 0)) / normaliser, Float50(spread)));
            // Of the margin as rounded: the loss is its function, with relative accuracy.
            const Float50 rounded(fresh.margin[at]);
            const Float50 loss = rounded > 0 ? Float50(log1p(exp(-rounded)))
                                             : Float50(log1p(exp(rounded)) - rounded);
            REQUIRE(see(fresh.loss[at], loss, loss * 4));
          }
          CHECK(worst <= 4 + static_cast<double>(tokens));
        }
      }
    }
  }
}

TEST_CASE("a fresh sample's figures do not depend on those beside it") {
  for (const InstructionSet set : supported_sets()) {
    CAPTURE(name(set));
    Fresh before(16, 5, 2);
    before.respond(set);
    Fresh after(16, 5, 2);
    after.noise_logits.row(3).setConstant(std::numeric_limits<double>::quiet_NaN());
    after.respond(set);
    CHECK(std::isnan(after.margin[3]));
    CHECK(std::isnan(after.relevant[3]));
    CHECK(std::isnan(after.loss[3]));
    for (std::size_t s = 0; s < 16; ++s) {
      if (s == 3) continue;
      CHECK(after.margin[s] == before.margin[s]);
      CHECK(after.relevant[s] == before.relevant[s]);
      CHECK(after.loss[s] == before.loss[s]);
    }
  }
}

}  // namespace
}  // namespace benignity::testing
