#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace benignity {

/// A picture that could not be made. `what()` is one line.
class DrawingError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// There is no gnuplot on this machine: no picture can be made at all.
class GnuplotMissing : public DrawingError {
 public:
  GnuplotMissing() : DrawingError("gnuplot is not installed (Debian package gnuplot-nox)") {}
};

/// What gnuplot writes to its standard output when it runs the script. It is started without a
/// shell and without start-up files; script and output never have a name in the file system. Throws
/// GnuplotMissing where PATH holds no gnuplot, DrawingError with gnuplot's first complaint where it
/// fails or writes nothing.
[[nodiscard]] std::string run_gnuplot(std::string_view script);

}  // namespace benignity
