#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace benignity {

/// Standard output that cannot take what a command found. `what()` is one line.
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Opens what the caller closed (2>&-) on /dev/null. Otherwise the next file that is opened, a
/// sweep's store say, would get the number 1 or 2, and texts would be written into it.
void open_closed_streams();

/// The text on standard output, all of it. Throws OutputError where it cannot be written (a full
/// device): a result that is lost is a failure.
void print_output(std::string_view text);

/// The text on standard error. What cannot be said there is no failure: the run goes on.
void print_note(std::string_view text);

/// "benignity: WHAT" as a line on standard error; nothing for an empty text.
void warn(const std::string& what);

}  // namespace benignity
