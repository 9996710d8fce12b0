#include "theory/mean_field/critical_kappa.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/theory/mean_field/balanced_system.hpp"
#include "theory/mean_field/closed_forms.hpp"
#include "theory/mean_field/event_times.hpp"

namespace benignity {
namespace {

double balanced_critical_kappa(double tokens, double label_noise, double weak_signal) {
  return critical_kappa(balanced_system(tokens, label_noise, weak_signal, 1), 0.5).value.value();
}

TEST_CASE("kappa* at the four settings that the theory names") {
  CHECK(balanced_critical_kappa(4, 0.2, 0.01) == Approx(20.0).margin(0.1));
  CHECK(balanced_critical_kappa(4, 0.1, 0.01) == Approx(12.6).margin(0.1));
  CHECK(balanced_critical_kappa(8, 0.1, 0.01) == Approx(13.3).margin(0.1));
  CHECK(balanced_critical_kappa(8, 0.2, 0.1) == Approx(22.7).margin(0.1));
}

TEST_CASE("the paper's default parameters have kappa* = 22.7") {
  CHECK(critical_kappa(Parameters{}).value.value() == Approx(22.7).margin(0.1));
}

TEST_CASE("noisy samples are selected just above kappa* and not just below") {
  const double label_noise = GENERATE(0.05, 0.2, 0.35, 0.4);
  const double threshold = GENERATE(0.4, 0.5, 0.6);
  const double critical =
      critical_kappa(balanced_system(4, label_noise, 0.01, 1), threshold).value.value_or(0);
  if (critical == 0) {
    CHECK(label_noise > label_noise_limit(threshold, std::sqrt(0.5)) - 0.01);
    return;
  }
  const auto selected = [&](double kappa) {
    return mean_field_times(balanced_system(4, label_noise, 0.01, kappa), {threshold, 1})
        .select_noisy.has_value();
  };
  INFO("label noise " << label_noise << " threshold " << threshold << " kappa* " << critical);
  CHECK(selected(critical * 1.0002));
  CHECK(!selected(critical / 1.0002));
}

TEST_CASE("kappa* exists up to label noise sigma(-g/2) and not beyond") {
  const double limit = label_noise_limit(0.5, std::sqrt(0.5));
  const auto status = [](double label_noise) {
    return critical_kappa(balanced_system(4, label_noise, 0, 1), 0.5).status;
  };
  CHECK(status(limit - 0.002) == CriticalKappaStatus::found);
  CHECK(status(limit + 0.0001) == CriticalKappaStatus::never);
  CHECK(status(0.49) == CriticalKappaStatus::never);
  CHECK(status(0.6) == CriticalKappaStatus::never);
}

TEST_CASE("without noisy samples there is no kappa*, and the status says why") {
  const auto critical = critical_kappa(balanced_system(4, 0, 0.01, 1), 0.5);
  CHECK(critical.status == CriticalKappaStatus::no_noisy_samples);
  CHECK(!critical.value);
}

TEST_CASE("two tokens: kappa* is where training begins to raise the noisy s_1") {
  const MeanFieldSystem<double> system{{{0.4, 0.1, 0.4, 0.1}, {1, 0, 0, 1}, 0}, 1, 1e-6};
  const auto critical = critical_kappa(system, 0.5);
  CHECK(critical.status == CriticalKappaStatus::found);
  // g -> 0: every sample weighs 1/2, so a clean b_1 grows as fast as a noisy one falls,
  // lambda' = kappa (1-2eta)/2 * b_1', and the noisy gap lambda - 2 b_1 rises from kappa =
  // 4/(1-2eta)
  CHECK(critical.value.value() == Approx(4 / 0.6).epsilon(1e-3));
}

TEST_CASE("kappa* of an unbalanced layout waits for the slower class") {
  const double even = balanced_critical_kappa(4, 0.2, 0.01);
  auto system = balanced_system(4, 0.2, 0.01, 1);
  system.layout.weight = {0.5, 0.125, 0.3, 0.075};
  CHECK(critical_kappa(system, 0.5).value.value() > even);
}

}  // namespace
}  // namespace benignity
