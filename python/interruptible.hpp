#pragma once

#include <atomic>
#include <functional>

namespace benignity::python {

/// Runs `work` on a thread of its own without the interpreter's lock, and lets the interpreter look
/// for signals meanwhile: where one raises (Ctrl-C), `stop` is set, and the exception goes on once
/// the work has ended, whatever it found or threw. Else throws what the work does.
void run_interruptibly(const std::function<void(const std::atomic<bool>& stop)>& work);

}  // namespace benignity::python
