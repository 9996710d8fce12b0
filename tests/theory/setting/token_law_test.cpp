#include "theory/setting/token_law.hpp"

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {
namespace {

TEST_CASE("the fixed law flips ceil(n eta) labels, the product read as a decimal") {
  TokenLaw law;
  const auto flips = [&](std::int64_t samples, double label_noise) {
    law.samples = samples;
    law.label_noise = label_noise;
    return fixed_flips(law);
  };
  CHECK(flips(20, 0.2) == 4);
  CHECK(flips(10, 0.3) == 3);
  CHECK(flips(10, 0.7) == 7);
  CHECK(flips(10, 0.31) == 4);
  CHECK(flips(1, 0.2) == 1);
  CHECK(flips(20, 0) == 0);
}

TEST_CASE("a token law is judged by itself: no other part of the setting is asked") {
  Parameters parameters;
  parameters.step_size = -1;
  CHECK_NOTHROW(validate(static_cast<const TokenLaw&>(parameters)));
  CHECK_THROWS_AS(validate(parameters), InvalidInput);
  parameters.confusing_tokens = 8;
  CHECK_THROWS_WITH(validate(static_cast<const TokenLaw&>(parameters)),
                    "confusing_tokens is 8, but must be at most tokens - 1 = 7");
}

}  // namespace
}  // namespace benignity
