#include "verify/program/standard_streams.hpp"

#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace benignity {
namespace {

/// 0, or the error that stopped it. Past stdio, whose buffer hides an error until the program ends.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno != EINTR) return errno;
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

}  // namespace

void open_closed_streams() {
  // open() takes the lowest free number: in this order each stream gets its own.
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    static_cast<void>(::open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY));
  }
}

void print_output(std::string_view text) {
  if (const int error = write_all(STDOUT_FILENO, text); error != 0) {
    throw OutputError("standard output cannot be written: " +
                      std::generic_category().message(error));
  }
}

void print_note(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

void warn(const std::string& what) {
  if (!what.empty()) print_note("benignity: " + what + "\n");
}

}  // namespace benignity
