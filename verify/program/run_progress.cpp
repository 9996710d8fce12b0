#include "verify/program/run_progress.hpp"

#include <chrono>
#include <string>

#include <fmt/core.h>
#include <unistd.h>

#include "verify/program/standard_streams.hpp"
#include "verify/program/sweep_progress.hpp"

namespace benignity {
namespace {

std::string run_line(const char* what, double reached, double steps, double seconds) {
  std::string line = fmt::format("{}: step {:.6g} of {:.6g}", what, reached, steps);
  if (reached > 0) {
    line += fmt::format(", about {} left", duration_text(seconds * (steps / reached - 1)));
  }
  return line;
}

}  // namespace

RunProgress::RunProgress(const char* what, const std::atomic<double>& reached, double steps)
    : what_(what), reached_(reached), steps_(steps), teller_([this] { tell_until_ended(); }) {}

RunProgress::~RunProgress() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
  }
  ending_.notify_all();
  teller_.join();
}

void RunProgress::tell_until_ended() {
  using Clock = std::chrono::steady_clock;
  const bool on_terminal = isatty(STDERR_FILENO) != 0;
  const Clock::time_point start = Clock::now();
  Clock::duration pause = std::chrono::seconds(on_terminal ? 2 : 10);
  bool line_is_open = false;
  std::unique_lock<std::mutex> lock(mutex_);
  while (!ending_.wait_for(lock, pause, [this] { return ended_; })) {
    const std::chrono::duration<double> elapsed = Clock::now() - start;
    const std::string line = run_line(what_, reached_, steps_, elapsed.count());
    print_note(on_terminal ? "\r\x1b[K" + line : line + "\n");
    line_is_open = on_terminal;
    if (on_terminal) pause = std::chrono::milliseconds(200);
  }
  if (line_is_open) print_note("\r\x1b[K");
}

}  // namespace benignity
