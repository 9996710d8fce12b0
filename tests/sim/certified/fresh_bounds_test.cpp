#include "sim/certified/fresh_bounds.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "sim/test_law/fresh_samples.hpp"

namespace benignity {
namespace {

Enclosed at(double value) { return {value, value, {}}; }

TEST_CASE("bounds hold what many fresh samples show, and are narrow", "[slow]") {
  struct Case {
    double plus, minus, norm2, signal;
  };
  // Quiet and loud logits, unequal classes, a memoriser whose w has nothing along the signals.
  for (const Case& c : {Case{3.5, 3.3, 0.4, 20}, Case{0.5, 0.2, 2.0, 5}, Case{0.05, 0.1, 0.001, 3},
                        Case{1.0, -0.5, 4.0, 4}, Case{8, 9, 3, 60}}) {
    Parameters parameters;
    parameters.signal_norm = c.signal;
    const std::int64_t count = 200'000;
    const TestStatistics seen =
        gaussian_projection_statistics(parameters, {7, 0, count}, {{c.plus, c.minus, c.norm2}})
            .front();
    const FreshBounds bounds = fresh_bounds(parameters, parameters.head_norm(), 0.5,
                                            {at(c.plus), at(c.minus), at(c.norm2)});
    INFO("lambda " << c.plus << ", " << c.minus << ", |w|^2 " << c.norm2);
    // Ten comparisons at 5 standard errors: a false alarm in 10^5.
    const double error_room = 5 * seen.accuracy.standard_error + 20.0 / count;
    CHECK(1 - seen.accuracy.mean <= bounds.error.upper + error_room);
    CHECK(1 - seen.accuracy.mean >= bounds.error.lower - error_room);
    const double selected_room = 5 * seen.selected.standard_error + 20.0 / count;
    CHECK(seen.selected.mean <= bounds.selected.upper + selected_room);
    CHECK(seen.selected.mean >= bounds.selected.lower - selected_room);
    CHECK(bounds.error.upper - bounds.error.lower < 0.08);
    CHECK(bounds.selected.upper - bounds.selected.lower < 0.08);
  }
}

TEST_CASE("quiet logits give the closed form of uniform attention") {
  Parameters parameters;
  parameters.signal_norm = 5;
  parameters.weak_signal = 0;
  // f = (1/T) sum gamma_t: P[Y f <= 0] = Phi(-|mu|/(sigma_eps sqrt(2T))).
  const double exact = std::erfc(5 / std::sqrt(16.0) / std::sqrt(2.0)) / 2;
  const FreshBounds bounds =
      fresh_bounds(parameters, parameters.head_norm(), 0.5, {at(0), at(0), at(1e-14)});
  CHECK(bounds.error.lower <= exact);
  CHECK(exact <= bounds.error.upper);
  CHECK(bounds.error.upper - bounds.error.lower < 0.05);
  CHECK(bounds.selected.upper < 1e-6);
}

}  // namespace
}  // namespace benignity
