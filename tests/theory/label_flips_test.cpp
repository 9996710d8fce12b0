#include "theory/label_flips.hpp"

#include <catch2/catch.hpp>

#include "theory/setting/parameters.hpp"

namespace benignity {
namespace {

TEST_CASE("fixed flips are ceil n eta, the odd one in class +1, and their share is what runs",
          "[label_flips]") {
  const struct {
    std::int64_t samples;
    double label_noise;
    std::int64_t plus;
    std::int64_t minus;
    double share;
  } cases[] = {{20, 0.2, 2, 2, 0.2},   {20, 0.01, 1, 0, 0.05}, {20, 0.15, 2, 1, 0.15},
               {40, 0.15, 3, 3, 0.15}, {1, 0.2, 1, 0, 1},      {7, 0, 0, 0, 0},
               {10, 0.21, 2, 1, 0.3}};
  for (const auto& each : cases) {
    Parameters parameters;
    parameters.samples = each.samples;
    parameters.label_noise = each.label_noise;
    const LabelFlips flips = fixed_label_flips(parameters).value();
    CHECK(flips.plus == each.plus);
    CHECK(flips.minus == each.minus);
    CHECK(flips.total() == fixed_flips(parameters));
    CHECK(effective_label_noise(parameters).value() == each.share);
  }
}

TEST_CASE("bernoulli flips are no function of the parameters", "[label_flips]") {
  Parameters parameters;
  parameters.label_noise_kind = LabelNoiseKind::bernoulli;
  CHECK_FALSE(fixed_label_flips(parameters));
  CHECK_FALSE(effective_label_noise(parameters));
}

}  // namespace
}  // namespace benignity
