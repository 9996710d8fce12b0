#include "verify/program/sweep_progress.hpp"

#include <cmath>
#include <string>

#include <fmt/core.h>
#include <unistd.h>

#include "verify/program/standard_streams.hpp"

namespace benignity {
namespace {

std::string line_of(const SweepProgress& progress) {
  std::string line = fmt::format("sweep: {} of {} cells", progress.finished, progress.planned);
  if (progress.computed == 0 || progress.seconds <= 0) return line;
  const double rate = static_cast<double>(progress.computed) / progress.seconds;
  const auto left = static_cast<double>(progress.planned - progress.finished);
  return line + fmt::format(", {:.3g} a second, {} left", rate, duration_text(left / rate));
}

}  // namespace

std::string duration_text(double seconds) {
  constexpr double minute = 60;
  constexpr double hour = 3600;
  constexpr double day = 86400;
  if (seconds < 2 * minute) return fmt::format("{:.0f} s", std::ceil(seconds));
  if (seconds < 2 * hour) return fmt::format("{:.0f} min", std::ceil(seconds / minute));
  if (seconds < 2 * day) return fmt::format("{:.1f} h", seconds / hour);
  return fmt::format("{:.1f} days", seconds / day);
}

SweepProgressLine::SweepProgressLine()
    : on_terminal_(isatty(STDERR_FILENO) != 0),
      pause_(on_terminal_ ? std::chrono::milliseconds(200) : std::chrono::seconds(10)),
      next_(Clock::now() + pause_) {}

void SweepProgressLine::show(const SweepProgress& progress) {
  if (Clock::now() < next_) return;
  next_ = Clock::now() + pause_;
  if (on_terminal_) {
    print_note("\r\x1b[K" + line_of(progress));
    line_is_open_ = true;
  } else {
    print_note(line_of(progress) + "\n");
  }
}

void SweepProgressLine::end() {
  if (line_is_open_) print_note("\r\x1b[K");
  line_is_open_ = false;
}

}  // namespace benignity
