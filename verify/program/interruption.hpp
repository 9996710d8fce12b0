#pragma once

#include <atomic>

namespace benignity {

/// From now on SIGINT, SIGTERM and SIGHUP (a closed terminal) ask the program to end soon: what is
/// under way stops at its next chance or is finished, and what is there is written. A second one
/// ends it at once. Under nohup a SIGHUP is ignored, as asked.
void heed_interruptions();

/// Whether a signal has asked; never true before heed_interruptions().
[[nodiscard]] const std::atomic<bool>& interruption_requested();

}  // namespace benignity
