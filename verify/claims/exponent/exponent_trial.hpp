#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "sim/trajectory/result.hpp"
#include "theory/mean_field/event_times.hpp"
#include "theory/parameters.hpp"
#include "verify/claims/claim.hpp"

namespace benignity {

/// "A stopping time is proportional to a power of a parameter", everything the statement names
/// besides held fixed: `setting(factor)` is the base setting with that parameter multiplied by the
/// factor.
struct ExponentTrial {
  std::string id;
  std::string statement;
  std::string source;
  std::string hypotheses;
  double exponent = 0;  ///< predicted
  std::optional<double> StoppingTimes::*observed;
  std::optional<double> MeanFieldTimes::*predicted;
  std::function<Parameters(double factor)> setting;
};

inline constexpr std::int64_t exponent_clusters = 8;
inline constexpr double exponent_tolerance = 0.02;

/// The claim: eight replicates of the sampled engine, each run at factors 1, 2^(1/2), 2, 2^(3/2), 4
/// with one seed (a cluster) until 1.2 times the mean field's time; the mean exponent over clusters
/// lies within 0.02 of the predicted one by two one-sided t tests.
[[nodiscard]] Claim exponent_claim(const ExponentTrial& trial);

struct ExponentBase {
  double kappa = 1;
  std::int64_t dimension = 0;
};

/// A base setting for both families: n = 20, T = 4, eta = 0.1, rho = 0.1, sigma_w = 1, p0 = 0, and
/// |nu||mu| = 0.05 so that -l' stays within 2% of 1/2. The step size puts the event at about
/// `steps` steps by the mean field.
[[nodiscard]] Parameters exponent_base(const ExponentBase& base,
                                       std::optional<double> MeanFieldTimes::*event, double steps);

}  // namespace benignity
