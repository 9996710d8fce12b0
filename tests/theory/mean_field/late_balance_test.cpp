#include "theory/mean_field/late_balance.ipp"

#include <algorithm>
#include <cmath>
#include <random>

#include <catch2/catch.hpp>

#include "tests/theory/mean_field/balanced_system.hpp"
#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/mean_field/path.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

/// dlambda/dlog(theta) of the integrated mean field between theta = e^begin and e^end.
SignalLogits<double> integrated_growth(const MeanFieldSystem<double>& system, double begin,
                                       double end) {
  MeanFieldPath path(system, 1e-8);
  const auto logits_at = [&](double log_time) {
    const double time = std::exp(log_time);
    while (path.time() < time) path.accept(path.propose(time - path.time()));
    return signal_logits(system, path.state());
  };
  const auto before = logits_at(begin);
  const auto after = logits_at(end);
  return {(after.plus - before.plus) / (end - begin), (after.minus - before.minus) / (end - begin)};
}

/// A layout as the program may be asked for: shares by fixed labels, any split of the tokens.
MeanFieldSystem<double> drawn_system(std::mt19937_64& random) {
  const auto below = [&](std::uint64_t bound) { return static_cast<double>(random() % bound); };
  const auto unit = [&] { return std::ldexp(static_cast<double>(random() >> 11U), -53); };
  Parameters parameters;
  parameters.samples = 6 + static_cast<std::int64_t>(below(30));
  parameters.label_noise = 0.4 * unit();
  const auto counts = fixed_type_counts(parameters);
  MeanFieldSystem<double> system{};
  for (std::size_t type = 0; type < 4; ++type) {
    system.layout.weight[type] =
        static_cast<double>(counts[type]) / static_cast<double>(parameters.samples);
  }
  const double others = 2 + below(10);
  const double confusing = below(static_cast<std::uint64_t>(others));
  const double aligned = below(static_cast<std::uint64_t>(others - confusing) + 1);
  system.layout.multiplicity = {1, confusing, aligned, others - confusing - aligned};
  system.layout.weak_signal = 0.02 + 0.5 * unit();
  system.kappa = std::exp(-2 + 7 * unit());
  system.head_value = 0.2 + unit();
  return system;
}

TEST_CASE("the late growth is that of the integrated mean field where tokens stand still") {
  // Twelve tokens, four aligned, three confusing, rho = 0.4: with all tokens active 0.636.
  const MeanFieldSystem<double> many{{{0.4, 0.1, 0.4, 0.1}, {1, 3, 4, 4}, 0.4}, 50, 0.70710678};
  // Section 9.11, part 1: with all tokens active 0.8905.
  const auto nine = balanced_system(4, 0.1, 0.1, 80);
  for (const auto& system : {many, nine}) {
    const auto growth = late_balance(system.layout, system.kappa).growth;
    const auto integrated = integrated_growth(system, 200, 400);
    CHECK(growth.plus == Approx(integrated.plus).epsilon(1e-4));
    CHECK(growth.minus == Approx(integrated.minus).epsilon(1e-4));
  }
}

TEST_CASE("forty random layouts all have a late growth, that of the integrated mean field") {
  std::mt19937_64 random(20240917);
  for (int draw = 0; draw < 40; ++draw) {
    const auto system = drawn_system(random);
    INFO("draw " << draw << ", kappa " << system.kappa << ", rho " << system.layout.weak_signal);
    const auto growth = late_signal_growth(system.layout, system.kappa);
    const auto integrated = integrated_growth(system, 300, 600);
    const double scale = std::max(std::abs(integrated.plus), std::abs(integrated.minus));
    CHECK(std::abs(growth.plus - integrated.plus) <= 2e-3 * scale);
    CHECK(std::abs(growth.minus - integrated.minus) <= 2e-3 * scale);
  }
}

TEST_CASE("the late balance satisfies its Kuhn-Tucker conditions at every precision and kappa") {
  std::mt19937_64 random(5);
  for (int draw = 0; draw < 60; ++draw) {
    const auto system = drawn_system(random);
    MeanFieldLayout<Float50> layout;
    for (std::size_t i = 0; i < 4; ++i) {
      layout.weight[i] = system.layout.weight[i];
      layout.multiplicity[i] = system.layout.multiplicity[i];
    }
    layout.weak_signal = system.layout.weak_signal;
    const Float50 kappa(system.kappa);
    const auto wide = late_balance(layout, kappa);
    const auto samples = late_detail::settled_samples(layout);
    // Stationary in v, and per sample every gap grows at least like log theta.
    const auto at = late_detail::height(samples, Float50(1 / kappa), wide.growth);
    CHECK(static_cast<double>(abs(at.slope.plus)) < 1e-40);
    CHECK(static_cast<double>(abs(at.slope.minus)) < 1e-40);
    for (const auto& sample : samples) {
      const auto moved = late_detail::response(sample, wide.growth);
      for (std::size_t k = 0; k < 4; ++k) {
        if (!(sample.weight > 0) || !(sample.count[k] > 0)) continue;
        const Float50 gap = (sample.best.plus - sample.m[k].plus) * wide.growth.plus +
                            (sample.best.minus - sample.m[k].minus) * wide.growth.minus +
                            moved.gain + moved.fall[k];
        CHECK(static_cast<double>(gap - 1) >= -1e-40);
        CHECK(static_cast<double>(moved.fall[k]) >= 0);
        CHECK(static_cast<double>(abs(moved.fall[k] * (gap - 1))) < 1e-40);
      }
    }
    const auto narrow = late_balance(system.layout, system.kappa).growth;
    CHECK(narrow.plus == Approx(static_cast<double>(wide.growth.plus)).epsilon(1e-11));
    CHECK(narrow.minus == Approx(static_cast<double>(wide.growth.minus)).epsilon(1e-11));
  }
}

TEST_CASE("the slope of a late log time agrees with the integrated mean field") {
  auto system = balanced_system(4, 0.1, 0.1, 45);
  constexpr double gap = 60;
  const auto log_time = [&](double inverse_kappa) {
    system.kappa = 1 / inverse_kappa;
    MeanFieldOptions options;
    options.log_horizon = 600;
    options.tolerance = 1e-9;
    return std::log(mean_field_times(system, {0.5, gap}, options).generalize.value());
  };
  const double width = 1e-3 / 45;
  const double measured = (log_time(1.0 / 45 + width) - log_time(1.0 / 45 - width)) / (2 * width);
  CHECK(measured == Approx(228.4).epsilon(1e-3));
  // The derivative of the offset is left out: 3% at this gap. All tokens active: 14% off.
  CHECK(log_time_slope(system.layout, 45.0, gap).value() == Approx(measured).epsilon(0.04));
}

}  // namespace
}  // namespace benignity
