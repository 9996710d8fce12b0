#pragma once

#include <cmath>

#include <boost/math/tools/toms748_solve.hpp>

#include "sim/trajectory/stopping_times.hpp"

namespace benignity {

/// Looks for events inside the steps of a run in continuous time. A Run has the levels at the end
/// of its last step, levels_within(share) and, good enough to look for sign changes,
/// interpolated_levels(share) at a share of it, and step_at(share), when that is.
template <class Run>
class StepEvents {
 public:
  explicit StepEvents(Run& run) : run_(run) { watch_.observe(0.0, run.levels()); }

  /// To be called after every step. The step is looked at in 8 places, so that a level that passes
  /// 0 and returns within a step is seen; a crossing is then located on the exact solution.
  void observe_step() {
    constexpr int places = 8;
    for (int place = watch_.finished() ? places : 1; place <= places; ++place) {
      const double from = (place - 1.0) / places;
      const double to = double(place) / places;
      watch_.observe(place == places ? run_.levels() : run_.interpolated_levels(to),
                     [&](double EventLevels::*level) { return crossing_step(level, from, to); });
    }
  }

  [[nodiscard]] const StoppingTimes& times() const { return watch_.times(); }

 private:
  /// tau at which the level passes 0, between two shares of the last step.
  [[nodiscard]] double crossing_step(double EventLevels::*level, double from, double to) {
    const auto value = [&](double share) { return run_.levels_within(share).*level; };
    const double before = value(from);
    const double behind = value(to);
    double share = std::abs(before) < std::abs(behind) ? from : to;
    if ((before < 0) != (behind < 0)) {
      boost::uintmax_t evaluations = 100;
      const auto bracket = boost::math::tools::toms748_solve(
          value, from, to, before, behind, boost::math::tools::eps_tolerance<double>(45),
          evaluations);
      share = bracket.first + (bracket.second - bracket.first) / 2;
    }
    return run_.step_at(share);
  }

  Run& run_;
  StoppingTimeWatch watch_;
};

}  // namespace benignity
