#include <exception>
#include <string>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "reports/atomic_file.hpp"
#include "reports/columns.hpp"
#include "theory/invalid_input.hpp"
#include "verify/experiments/sweep_error.hpp"
#include "verify/program/command_line.hpp"
#include "verify/program/standard_streams.hpp"

namespace {

using benignity::ExitCode;

/// One line, whatever line breaks the user's words hold.
int complain(const std::string& complaint) {
  benignity::warn(benignity::printable(complaint));
  return static_cast<int>(ExitCode::bad_input);
}

/// Runs allocate and free the same matrices over and over. glibc would take each from the system
/// and give it back; kept in the heap they cost a quarter less of a short run's whole time.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int largest_accepted = 1 << 25;
  constexpr int never = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, largest_accepted);
  mallopt(M_TRIM_THRESHOLD, never);
#endif
}

}  // namespace

int main(int argument_count, char** arguments) {
  benignity::open_closed_streams();
  keep_freed_memory();
  try {
    return static_cast<int>(benignity::read_command_line(argument_count, arguments)());
  } catch (const benignity::BadUsage& error) {
    return complain(error.what());
  } catch (const benignity::InvalidInput& error) {
    return complain(error.what());
  } catch (const benignity::OutputError& error) {
    return complain(error.what());
  } catch (const benignity::SweepError& error) {
    return complain(error.what());
  } catch (const benignity::FileError& error) {
    return complain(std::string("out: ") + error.what());
  } catch (const std::exception& error) {
    benignity::warn("internal error: " + benignity::printable(error.what()));
    return static_cast<int>(ExitCode::failure);
  }
}
