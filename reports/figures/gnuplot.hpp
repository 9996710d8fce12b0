#pragma once

#include <chrono>
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

/// It took longer than it may: no further picture is worth the same wait.
class GnuplotHangs : public DrawingError {
 public:
  explicit GnuplotHangs(std::chrono::milliseconds limit);
};

/// The slowest picture of the full battery takes a fifth of a second; a loaded machine may take
/// a hundred times as long, a wrapper that waits for a licence or a display takes for ever.
inline constexpr std::chrono::milliseconds gnuplot_limit{30'000};

/// What gnuplot writes to its standard output when it runs the script. It is started without a
/// shell and without start-up files; script and output never have a name in the file system. Throws
/// GnuplotMissing where PATH holds no gnuplot, GnuplotHangs where it is not done within the limit
/// (it and what it started are killed), DrawingError with gnuplot's first complaint where it fails
/// or writes nothing.
[[nodiscard]] std::string run_gnuplot(std::string_view script,
                                      std::chrono::milliseconds limit = gnuplot_limit);

}  // namespace benignity
