#include "theory/assumptions/populated_groups.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"

namespace benignity {
namespace {

TEST_CASE("with fixed labels the smallest group is counted, the odd flip in class +1") {
  Parameters parameters = worked_setting();
  parameters.samples = 21;
  parameters.label_noise = 0.3;  // 7 flips: 4 in class +1, 3 in class -1
  CHECK(populated_groups<double>(parameters) == 3);
  parameters.label_noise = 0.9;  // 19 flips: 1 clean sample is left in each class
  CHECK(populated_groups<double>(parameters) == 1);
}

TEST_CASE("with fixed labels one sample in each group is enough and none is not") {
  Parameters parameters = worked_setting();  // 2 flips, one a class
  CHECK(populated_groups<double>(parameters) == 1);
  CHECK(populated_groups<double>(parameters) > populated_groups_constant<double>(parameters));
  parameters.label_noise = 0.05;  // 1 flip
  CHECK(populated_groups<double>(parameters) == 0);
  parameters.label_noise = 0;
  CHECK(populated_groups<double>(parameters) == 0);
}

TEST_CASE("with Bernoulli labels half the constant leaves a group empty with at most delta/8") {
  Parameters parameters = worked_setting();
  parameters.label_noise_kind = LabelNoiseKind::bernoulli;
  CHECK(populated_groups<double>(parameters) == 1);
  CHECK(populated_groups_constant<double>(parameters) == Approx(12.92293635270744).epsilon(1e-14));
  for (const double label_noise : {0.05, 0.2, 0.5, 0.9}) {
    parameters.label_noise = label_noise;
    parameters.samples = 1;
    while (populated_groups<double>(parameters) <
           populated_groups_constant<double>(parameters) / 2) {
      ++parameters.samples;
    }
    const double n = static_cast<double>(parameters.samples);
    const double empty =
        2 * std::pow(1 - label_noise / 2, n) + 2 * std::pow(1 - (1 - label_noise) / 2, n);
    CHECK(empty <= parameters.failure_probability / 8);
  }
}

}  // namespace
}  // namespace benignity
