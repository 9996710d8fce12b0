#include "theory/mean_field/closed_forms.ipp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "tests/theory/mean_field/balanced_system.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/mean_field/path.hpp"
#include "theory/scalar.hpp"

namespace benignity {
namespace {

const double default_head_value = std::sqrt(0.5);

MeanFieldLayout<double> layout_case(int number) {
  switch (number) {
    case 0:
      return balanced_system(4, 0.2, 0.01, 1).layout;
    case 1:
      return {{0.4, 0.1, 0.4, 0.1}, {1, 0, 0, 3}, 0};
    case 2:
      return {{0.5, 0.1, 0.3, 0.1}, {1, 2, 1, 2}, 0.3};
    case 3:
      return {{0.4, 0.05, 0.4, 0.15}, {1, 1, 0, 2}, 0.1};
    case 4:
      return {{0.4, 0.1, 0.4, 0.1}, {1, 1, 0, 0}, 0.1};
    case 5:
      return {{0.4, 0.1, 0.4, 0.1}, {1, 0, 0, 1}, 0.1};
    default:
      return {{0.4, 0.1, 0.4, 0.1}, {1, 0, 2, 1}, 0.1};
  }
}

TEST_CASE("asymptotic slope 4.017 at T = 4, eta = 0.2, rho = 0.01, gap log 3") {
  const auto slope = benign_slope(balanced_system(4, 0.2, 0.01, 1).layout, log_three);
  CHECK(std::abs(slope.value() - 4.017) < 0.0005);
}

TEMPLATE_TEST_CASE("balanced slope: 2 gap/S, and 2 gap T/((T-1)(1-2eta)) at rho = 0", "", double,
                   long double, Float50) {
  const TestType noise = TestType(3) / 20;
  const TestType gap = TestType(7) / 5;
  for (const int count : {3, 4, 8, 100}) {
    const TestType tokens = count;
    const auto layout = [&](const TestType& rho) {
      return MeanFieldLayout<TestType>{
          {(1 - noise) / 2, noise / 2, (1 - noise) / 2, noise / 2}, {1, 1, 1, tokens - 3}, rho};
    };
    const TestType rho = TestType(1) / 50;
    const TestType drive =
        (1 - noise) * (tokens - 1 - 2 * rho) / tokens + noise * (-1 + rho * (tokens - 2)) / tokens;
    const auto rounding_errors = [](const TestType& ratio) {
      using std::abs;
      return static_cast<double>(abs(ratio - 1) / std::numeric_limits<TestType>::epsilon());
    };
    CHECK(rounding_errors(benign_slope(layout(rho), gap).value() * drive / (2 * gap)) < 100);
    CHECK(rounding_errors(log_time_slope(layout(rho), noise, gap).value() * drive / (2 * gap)) <
          100);
    const TestType without = 2 * gap * tokens / ((tokens - 1) * (1 - 2 * noise));
    CHECK(rounding_errors(benign_slope(layout(TestType(0)), gap).value() / without) < 100);
    const TestType kappa = TestType(1) / 3;
    const TestType growth =
        kappa / 2 * drive /
        (1 + kappa / 2 * (1 + 2 * rho * rho - (1 + 2 * rho) * (1 + 2 * rho) / tokens));
    CHECK(rounding_errors(late_signal_growth(layout(rho), kappa).minus / growth) < 100);
  }
}

TEST_CASE("late growth is what the flow does at theta = e^150, any layout", "[slow]") {
  const auto layout = layout_case(GENERATE(range(0, 7)));
  for (const double inverse_kappa : {0.5, 1.0, 4.0, 30.0}) {
    const MeanFieldSystem<double> system{layout, 1 / inverse_kappa, default_head_value};
    MeanFieldPath path(system, 1e-8);
    const double end = std::exp(150.0);
    while (path.time() < end) {
      path.accept(path.propose(end - path.time()));
    }
    const auto rate = signal_logits(system, mean_field_rate(system, path.state()));
    const auto growth = late_signal_growth(layout, system.kappa);
    INFO("1/kappa " << inverse_kappa);
    CHECK(rate.plus * path.time() == Approx(growth.plus).epsilon(1e-6));
    CHECK(rate.minus * path.time() == Approx(growth.minus).epsilon(1e-6));
  }
}

TEST_CASE("tied best tokens separate as theta^Q, so their late growth is a finite episode") {
  // rho = 0 with the weak tokens kept apart: only rounding tells the three tokens of a noisy
  // sample from each other, and at theta = e^300 one of them has won. Its losers rest, so a noisy
  // sample then counts as one of two tokens: (1 + 0.3 + 0.05) v = 0.3 - 0.05 at kappa = 1, (7.11).
  const auto tied = balanced_system(4, 0.2, 0, 1);
  const auto growth_at = [&](double log_time) {
    MeanFieldPath path(tied, 1e-7);
    const double end = std::exp(log_time);
    while (path.time() < end) {
      path.accept(path.propose(end - path.time()));
    }
    return signal_logits(tied, mean_field_rate(tied, path.state())).plus * path.time();
  };
  CHECK(growth_at(60) == Approx(late_signal_growth(tied.layout, 1.0).plus).epsilon(1e-6));
  CHECK(growth_at(300) == Approx(0.25 / 1.35).epsilon(1e-6));
}

TEST_CASE("measured slopes: within 1.5% of log_time_slope over 2 to 6, 0.1% over 10 to 30") {
  const auto layout = layout_case(GENERATE(range(0, 7)));
  const double gap = 0.9;
  const auto log_time = [&](double inverse_kappa) {
    const MeanFieldSystem<double> system{layout, 1 / inverse_kappa, default_head_value};
    MeanFieldOptions options;
    options.log_horizon = 260;
    return std::log(mean_field_times(system, {0.5, gap}, options).generalize.value());
  };
  CHECK((log_time(6) - log_time(2)) / 4 ==
        Approx(log_time_slope(layout, 1.0 / 4, gap).value()).epsilon(0.015));
  CHECK((log_time(30) - log_time(10)) / 20 ==
        Approx(log_time_slope(layout, 1.0 / 20, gap).value()).epsilon(0.001));
  CHECK((log_time(30) - log_time(10)) / 20 ==
        Approx(benign_slope(layout, gap).value()).epsilon(0.001));
}

TEST_CASE("the slope at finite kappa is the derivative of gap over the slower growth") {
  const auto layout = layout_case(2);
  const auto log_time = [&](double inverse_kappa) {
    const auto growth = late_signal_growth(layout, 1 / inverse_kappa);
    return 1.3 / std::min(growth.plus, growth.minus);
  };
  CHECK((log_time(2.0001) - log_time(1.9999)) / 0.0002 ==
        Approx(log_time_slope(layout, 0.5, 1.3).value()).epsilon(1e-6));
}

TEST_CASE("too much label noise, or a class never seen: no slope") {
  CHECK(!benign_slope(balanced_system(4, 0.5, 0, 1).layout, 1.0));
  CHECK(!log_time_slope(balanced_system(4, 0.8, 0.01, 1).layout, 1.0, 1.0));
  const MeanFieldLayout<double> one_class{{1, 0, 0, 0}, {1, 0, 0, 3}, 0};
  CHECK(!benign_slope(one_class, 1.0));
}

TEST_CASE("exit law: log(exit)/kappa tends to (T-1)/(2T) KL as kappa grows, rho -> 0", "[slow]") {
  struct Setting {
    double tokens, label_noise, exponent, tolerance;
  };
  const auto setting = GENERATE(Setting{4, 0.05, 0.0891, 0.015}, Setting{8, 0.1, 0.0641, 0.015},
                                Setting{4, 0.1, 0.0549, 0.015}, Setting{4, 0.2, 0.0157, 0.035});
  const auto exponent = exit_exponent(
      balanced_system(setting.tokens, setting.label_noise, 0, 1).layout, default_head_value);
  CHECK(std::abs(exponent.value() - setting.exponent) < 0.00005);
  const auto log_exit = [&](double kappa) {
    const auto system = balanced_system(setting.tokens, setting.label_noise, 0, kappa);
    return std::log(mean_field_times(system, {0.5, 1}).exit.value());
  };
  const double measured = (log_exit(1600) - log_exit(800)) / 800;
  INFO("eta " << setting.label_noise << " measured " << measured);
  CHECK(measured == Approx(*exponent).epsilon(setting.tolerance));
}

TEST_CASE("exit law of unbalanced classes: the class that loses its noisy samples first",
          "[slow]") {
  const MeanFieldLayout<double> layout{{0.54, 0.06, 0.38, 0.02}, {1, 1, 1, 1}, 0};
  const auto log_exit = [&](double kappa) {
    const MeanFieldSystem<double> system{layout, kappa, default_head_value};
    return std::log(mean_field_times(system, {0.5, 1}).exit.value());
  };
  const double measured = (log_exit(1600) - log_exit(800)) / 800;
  CHECK(measured == Approx(exit_exponent(layout, default_head_value).value()).epsilon(0.03));
}

TEST_CASE("no noisy samples: no exit, noise above sigma(-g): no exponential delay") {
  CHECK(!exit_exponent(balanced_system(4, 0, 0, 1).layout, 0.7));
  CHECK(exit_exponent(balanced_system(4, 0.4, 0, 1).layout, 0.7).value() == 0);
}

TEST_CASE("plateau: the noisy s_1 settles at log((1-eta)/eta)/g at kappa = infinity") {
  const double label_noise = GENERATE(0.34, 0.36, 0.4, 0.42, 0.45);
  const auto system = balanced_system(4, label_noise, 0, 1e12);
  MeanFieldPath path(system, 1e-8);
  const double end = 3e-7;  // lambda has settled (kappa theta = 3 10^5), b has hardly moved
  while (path.time() < end) {
    path.accept(path.propose(end - path.time()));
  }
  const auto moment = mean_field_moment(system, path.state());
  const double plateau = noisy_plateau(label_noise, default_head_value);
  CHECK(moment.relevant_softmax[index_of(SampleType::noisy_plus)] == Approx(plateau).margin(1e-6));
  CHECK(moment.relevant_softmax[index_of(SampleType::noisy_minus)] == Approx(plateau).margin(1e-6));
}

TEST_CASE("plateau: 1 below label noise sigma(-g), 0 from one half on, 1/2 at sigma(-g/2)") {
  const double g = default_head_value;
  CHECK(noisy_plateau(0.0, g) == 1);
  CHECK(noisy_plateau(label_noise_limit(1.0, g) - 1e-6, g) == 1);
  CHECK(noisy_plateau(label_noise_limit(1.0, g) + 1e-6, g) < 1);
  CHECK(noisy_plateau(label_noise_limit(0.5, g), g) == Approx(0.5));
  CHECK(noisy_plateau(0.5, g) == 0);
  CHECK(noisy_plateau(0.7, g) == 0);
}

}  // namespace
}  // namespace benignity
