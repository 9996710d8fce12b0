#include "theory/regime.hpp"

#include <catch2/catch.hpp>

#include "theory/prediction.hpp"
#include "theory/signal_to_noise_ratio.hpp"

namespace benignity {
namespace {

TEST_CASE("memorising without ever generalising is harmful") {
  // Half of the labels wrong: no class is learnt, and at rho = 0 nothing else carries it.
  Parameters parameters;
  parameters.label_noise = 0.5;
  parameters.weak_signal = 0;
  const Prediction prediction = predict(parameters);
  CHECK(!prediction.mean_field.at_generalize);
  CHECK(prediction.critical_kappa.status == CriticalKappaStatus::never);
  CHECK(prediction.regime == Regime::harmful_overfitting);
}

TEST_CASE("the boundary is a band of 20 percent on both sides of the critical kappa") {
  const double critical = critical_kappa(Parameters{}).value.value();
  const auto at = [&](double share) {
    // d so large that head noise and memorisation do no harm: what is left is the side of kappa*.
    Parameters parameters;
    parameters.dimension = 10'000'000;
    parameters = with_kappa(parameters, share * critical);
    const CriticalKappa known{critical, CriticalKappaStatus::found};
    return regime(parameters, known, mean_field_times(parameters));
  };
  for (const double share : {0.81, 0.9, 0.99, 1.0, 1.1, 1.19}) {
    INFO("kappa/kappa* = " << share);
    CHECK(at(share) == Regime::boundary);
  }
  CHECK(at(0.79) == Regime::benign_overfitting);
  CHECK(at(1.21) == Regime::not_overfitting);
}

TEST_CASE("a critical kappa that was not solved for predicts nothing") {
  Parameters parameters;
  parameters.tokens = 1'000'002;  // beyond the solved range
  const Prediction prediction = predict(parameters);
  CHECK(prediction.critical_kappa.status == CriticalKappaStatus::outside_solved_range);
  CHECK(name(prediction.critical_kappa.status) == "outside_solved_range");
  CHECK(prediction.regime == Regime::boundary);
}

TEST_CASE("two tokens and a threshold of one half are a degenerate selection") {
  Parameters parameters;
  parameters.tokens = 2;
  CHECK(predict(parameters).degenerate_selection);
  parameters.tokens = 3;
  CHECK(!predict(parameters).degenerate_selection);
}

}  // namespace
}  // namespace benignity
