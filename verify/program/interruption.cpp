#include "verify/program/interruption.hpp"

#include <csignal>

namespace benignity {
namespace {

// The one flag a signal handler may set.
std::atomic<bool> requested{false};
static_assert(std::atomic<bool>::is_always_lock_free);

}  // namespace

void heed_interruptions() {
  const auto request = [](int signal) {
    requested = true;
    std::signal(signal, SIG_DFL);
  };
  std::signal(SIGINT, request);
  std::signal(SIGTERM, request);
  if (std::signal(SIGHUP, request) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
}

const std::atomic<bool>& interruption_requested() { return requested; }

}  // namespace benignity
