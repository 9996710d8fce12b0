#include <exception>
#include <string>

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

}  // namespace

int main(int argument_count, char** arguments) {
  benignity::open_closed_streams();
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
