#pragma once

#include <functional>
#include <stdexcept>

#include "verify/program/exit_code.hpp"

namespace benignity {

/// Words that are no command with its options. `what()` is one line but for the user's own breaks.
class BadUsage : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the words of the command line ask for; --help and --version ask to be printed. Throws
/// BadUsage, and InvalidInput for an unknown command or argument. All that speaks CLI11 is behind
/// this function.
[[nodiscard]] std::function<ExitCode()> read_command_line(int argument_count, char** arguments);

}  // namespace benignity
