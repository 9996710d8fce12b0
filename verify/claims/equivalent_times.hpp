#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "theory/setting/parameters.hpp"
#include "verify/claims/claim.hpp"
#include "verify/claims/stopping_events.hpp"
#include "verify/statistics/joint_decision.hpp"

namespace benignity {

/// Settings of the family that have a plain equivalent, (12.9), and the events whose times are
/// compared with the equivalent's.
struct EquivalentTimes {
  struct Setting {
    std::string name;  ///< "3 heads summed"
    Parameters parameters;
  };
  std::vector<Setting> settings;
  std::vector<StoppingEvent> events;
  std::int64_t replicates = 6;  ///< of each setting, none shared
  std::int64_t first_replicate = 0;
  double tolerance = 0.01;  ///< of a mean time, relative
  double time_factor = 1;   ///< of the stated times; a control states another
};

/// The part of stopping_events with that name: "fit_all", "select_clean", ...
[[nodiscard]] StoppingEvent stopping_event(const std::string& name);

/// Decides by the sampled engine that the mean time of each event is the equivalent's within the
/// tolerance, two one-sided t tests each; means go into the finding's measurements. An event that a
/// run does not show by 1.2 of the latest predicted time counts there.
[[nodiscard]] std::vector<DecidedStatement> decide_times(const EquivalentTimes& trial,
                                                         const ClaimContext& context,
                                                         Finding& finding);

}  // namespace benignity
