#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/trajectory/settings.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// What is held fixed while kappa moves by |mu|: rho = 0.1 unless said, sigma_w = 1/sqrt(3d) times
/// a factor, p0 = 0, |nu| = 1/|mu|, and a step size that leaves the small-step margin where it is
/// told to. At d = 10^10 every margin of part 2 then exceeds 1 down to kappa = 1/8.
struct RaySetting {
  std::int64_t samples = 20;
  std::int64_t tokens = 4;
  std::int64_t dimension = 10'000'000'000;
  double label_noise = 0.2;
  double weak_signal = 0.1;
  double init_weight_factor = 1;
  double small_step_margin = 1.5;
  std::optional<double> target_gap = std::nullopt;
};

[[nodiscard]] Parameters ray_parameters(const RaySetting& setting, double kappa);

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

}  // namespace benignity
