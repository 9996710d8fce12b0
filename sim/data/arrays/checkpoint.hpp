#pragma once

#include <functional>

namespace benignity {

/// Asked between the parts of what takes long on large arrays: what it throws ends the work, and
/// goes to who asked for it.
using Checkpoint = std::function<void()>;

/// The checkpoint of work that nobody ends early.
inline void go_on() {}

}  // namespace benignity
