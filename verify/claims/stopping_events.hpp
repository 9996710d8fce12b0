#pragma once

#include <array>
#include <optional>

#include "sim/trajectory/result.hpp"
#include "theory/mean_field/event_times.hpp"

namespace benignity {

/// An event that runs show and the mean field predicts, under the name it has in every report.
struct StoppingEvent {
  const char* name;
  std::optional<double> StoppingTimes::*observed;
  std::optional<double> MeanFieldTimes::*predicted;
};

inline constexpr std::array<StoppingEvent, 5> stopping_events = {
    {{"fit_all", &StoppingTimes::fit_all, &MeanFieldTimes::fit},
     {"select_clean", &StoppingTimes::select_clean, &MeanFieldTimes::select_clean},
     {"select_noisy", &StoppingTimes::select_noisy, &MeanFieldTimes::select_noisy},
     {"exit_noisy", &StoppingTimes::exit_noisy, &MeanFieldTimes::exit},
     {"generalize", &StoppingTimes::generalize, &MeanFieldTimes::generalize}}};

}  // namespace benignity
