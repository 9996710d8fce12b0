#include "theory/assumptions/labels.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "tests/theory/assumptions/worked_setting.hpp"
#include "theory/invalid_input.hpp"
#include "theory/scalar.hpp"

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

TEST_CASE("with fixed labels the noisy share is that of the worse class") {
  Parameters parameters = worked_setting();
  CHECK(largest_noisy_share<double>(parameters) == 0.1);
  parameters.samples = 21;
  parameters.label_noise = 0.3;  // 4 of 11 and 3 of 10
  CHECK(largest_noisy_share<double>(parameters) == Approx(4.0 / 11).epsilon(1e-15));
  parameters.samples = 1;
  CHECK(largest_noisy_share<double>(parameters) == 1);
}

TEST_CASE("with Bernoulli labels the noisy share carries its fluctuation") {
  Parameters parameters = worked_setting();
  parameters.label_noise_kind = LabelNoiseKind::bernoulli;
  CHECK(largest_noisy_share<double>(parameters) == Approx(0.8594946343321836).epsilon(1e-14));
  parameters.samples *= 100;
  CHECK(largest_noisy_share<double>(parameters) == Approx(0.17594946343321836).epsilon(1e-14));
}

TEST_CASE("the label-noise ratios are sigma(-g) and 1/2 over the noisy share") {
  Parameters parameters = worked_setting();
  CHECK(label_noise_below_threshold<double>(parameters) ==
        Approx(3.302384506733431).epsilon(1e-14));
  CHECK(clean_majority<double>(parameters) == Approx(5).epsilon(1e-15));
  parameters.label_noise = 0;
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(label_noise_below_threshold<double>(parameters) == infinity);
  CHECK(clean_majority<double>(parameters) == infinity);
}

TEST_CASE("at ratio 1 the drive of the relevant token changes sign exactly at full selection") {
  Parameters parameters = worked_setting();
  const double g = head_gap<double>(parameters);
  const auto sigmoid = [](double z) { return 1 / (1 + std::exp(-z)); };
  const double share = sigmoid(-g);
  const auto drive = [&](double s) {
    return (1 - share) * sigmoid(-s * g) - share * sigmoid(s * g);
  };
  CHECK(drive(1) == Approx(0).margin(1e-15));
  for (const double s : {0.0, 0.25, 0.5, 0.99}) {
    CHECK(drive(s) > 0);
  }
}

TEST_CASE("a steeper head lowers the threshold and leaves the majority alone") {
  Parameters parameters = worked_setting();
  const double ratio = label_noise_below_threshold<double>(parameters);
  const double majority = clean_majority<double>(parameters);
  parameters.chosen_head_norm = 2 / parameters.signal_norm;
  CHECK(label_noise_below_threshold<double>(parameters) < ratio);
  CHECK(clean_majority<double>(parameters) == majority);
  parameters.chosen_head_norm = 1e6 / parameters.signal_norm;
  CHECK(label_noise_below_threshold<double>(parameters) == 0);
}

TEST_CASE("the head gap is bounded as 1/g = sqrt(2)/(|nu| |mu|)") {
  Parameters parameters = worked_setting();
  CHECK(bounded_head_gap<double>(parameters) == Approx(std::sqrt(2.0)).epsilon(1e-15));
  parameters.chosen_head_norm = 4 / parameters.signal_norm;
  CHECK(bounded_head_gap<double>(parameters) == Approx(std::sqrt(0.125)).epsilon(1e-15));
  parameters.chosen_head_norm = 0;
  CHECK_THROWS_AS(bounded_head_gap<double>(parameters), InvalidInput);
}

}  // namespace
}  // namespace benignity
