#pragma once

#include <chrono>
#include <string>

#include "verify/sweep_store/run_sweep.hpp"

namespace benignity {

/// "8 s", "3 min", "2.5 h", "4.1 days".
[[nodiscard]] std::string duration_text(double seconds);

/// How far a sweep is, on stderr: on a terminal one line that is rewritten, with rate and time
/// left; elsewhere a plain line every ten seconds.
class SweepProgressLine {
 public:
  SweepProgressLine();

  void show(const SweepProgress& progress);
  /// Ends the terminal's line, so that what follows stands on one of its own.
  void end();

 private:
  using Clock = std::chrono::steady_clock;
  bool on_terminal_;
  Clock::duration pause_;
  Clock::time_point next_;
  bool line_is_open_ = false;
};

}  // namespace benignity
