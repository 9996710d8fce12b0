#include "theory/mean_field/one_gap.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "theory/mean_field/event_times.hpp"

namespace benignity {
namespace {

MeanFieldSystem<double> system_with(double kappa, double head_value, double tokens,
                                    double label_noise = 0.2) {
  const double clean = (1 - label_noise) / 2;
  const double noisy = label_noise / 2;
  return {{{clean, noisy, clean, noisy}, {1, 0, 0, tokens - 1}, 0}, kappa, head_value};
}

double selection_time(const MeanFieldSystem<double>& system, double selection) {
  return mean_field_times(system, {selection, 1.0}).select_clean.value();
}

TEST_CASE("the closed form is the limit of the mean field at large kappa and small g") {
  for (const double tokens : {2.0, 4.0, 8.0}) {
    for (const double selection : {0.6, 0.9}) {
      const auto system = system_with(1e4, 0.01, tokens);
      CHECK(one_gap_selection_time(system, selection).value() ==
            Approx(selection_time(system, selection)).epsilon(0.01));
    }
  }
}

TEST_CASE("at g = 1/sqrt 2 and kappa = 30 it is right to 35%") {
  for (const double tokens : {4.0, 8.0}) {
    const auto system = system_with(30, 1 / std::sqrt(2.0), tokens);
    CHECK(one_gap_selection_time(system, 0.5).value() ==
          Approx(selection_time(system, 0.5)).epsilon(0.35));
  }
}

TEST_CASE("selected from the start takes no time, as many noisy as clean samples never select") {
  CHECK(one_gap_selection_time(system_with(10, 1, 4), 0.2) == std::optional<double>(0));
  CHECK(one_gap_selection_time(system_with(10, 1, 4, 0.5), 0.5) == std::nullopt);
  CHECK_THROWS_AS(one_gap_selection_time(system_with(10, 1, 4), 1.0), std::domain_error);
}

}  // namespace
}  // namespace benignity
