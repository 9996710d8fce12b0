#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"
#include "verify/claims/claim.hpp"
#include "verify/claims/theorem/ray_setting.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {

/// The generalisation time along one ray of settings on which kappa alone moves.
struct RaySweep {
  std::string name;
  RaySetting setting;
  Engine engine = Engine::flow;
  std::vector<double> inverse_kappa;
};

inline constexpr std::size_t ray_clusters = 5;

/// tau_generalize/tau_memorize by cluster and point; NaN where it did not come in time.
using RayTimes = std::array<std::vector<double>, ray_clusters>;

/// True, with the verdict and margins in the finding, where an end of a sweep is out of regime of
/// part 2.
[[nodiscard]] bool any_out_of_regime(const std::vector<RaySweep>& sweeps, Finding& finding);

/// One entry a sweep; a cluster is a seed that all its points share.
[[nodiscard]] std::vector<RayTimes> observed_times(const std::vector<RaySweep>& sweeps,
                                                   const ClaimContext& context);

/// The exponent b of time ~ (e^{1/kappa})^b, by least squares over points [first, last).
[[nodiscard]] double exponent(const std::vector<double>& inverse_kappa,
                              const std::vector<double>& times, std::size_t first,
                              std::size_t last);
[[nodiscard]] double exponent(const std::vector<double>& inverse_kappa,
                              const std::vector<double>& times);

/// Decides "the mean of values is stated (1 +- tolerance)", two one-sided t tests; the test's value
/// is the mean over stated. The mean goes into the finding's measurements under `quantity`.
[[nodiscard]] DecidedStatement decide_mean(const std::string& quantity, double stated,
                                           const std::vector<double>& values, double tolerance,
                                           double alpha, Finding& finding);

/// Verdict and test of the finding: every statement must pass.
void conclude(const std::vector<DecidedStatement>& statements, double alpha, Finding& finding);

}  // namespace benignity
