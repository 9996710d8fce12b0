#include <cstdio>
#include <exception>
#include <string>

#include <fmt/core.h>

#include "reports/atomic_file.hpp"
#include "reports/columns.hpp"
#include "theory/invalid_input.hpp"
#include "verify/experiments/sweep_error.hpp"
#include "verify/program/command.hpp"

namespace {

using benignity::ExitCode;
using benignity::InvalidInput;

/// One line, whatever line breaks the user's words hold.
int complain(const std::string& complaint) {
  fmt::print(stderr, "benignity: {}\n", benignity::printable(complaint));
  return static_cast<int>(ExitCode::bad_input);
}

InvalidInput unexpected_words(const CLI::App& program) {
  std::string words;
  for (const std::string& word : program.remaining(true))
    words += (words.empty() ? "" : " ") + word;
  std::string help = "benignity";
  for (const CLI::App* command : program.get_subcommands()) help += " " + command->get_name();
  return {"argument", words, "one that " + help + " --help lists"};
}

void require_known_command(const CLI::App& program, int argument_count, char** arguments) {
  std::string known;
  for (const CLI::App* command : program.get_subcommands({})) {
    if (argument_count > 1 && command->get_name() == arguments[1]) return;
    known += (known.empty() ? "" : ", ") + command->get_name();
  }
  if (argument_count > 1 && program.get_option_no_throw(arguments[1]) != nullptr) return;
  throw InvalidInput("command", argument_count > 1 ? arguments[1] : "missing",
                     "one of " + known + " (benignity --help)");
}

}  // namespace

int main(int argument_count, char** arguments) {
  CLI::App program(
      "Checks the theorem on benign overfitting in attention against its own dynamics");
  program.set_version_flag("--version", BENIGNITY_VERSION);
  program.require_subcommand(1);
  benignity::Run run;
  benignity::add_claims_command(program, run);
  benignity::add_explain_command(program, run);
  benignity::add_predict_command(program, run);
  benignity::add_simulate_command(program, run);
  benignity::add_sweep_command(program, run);
  benignity::add_verify_command(program, run);
  benignity::add_compare_command(program, run);
  try {
    require_known_command(program, argument_count, arguments);
    program.parse(argument_count, arguments);
    return static_cast<int>(run());
  } catch (const CLI::ExtrasError&) {
    return complain(unexpected_words(program).what());
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return program.exit(error);
    return complain(error.what());
  } catch (const InvalidInput& error) {
    return complain(error.what());
  } catch (const benignity::SweepError& error) {
    return complain(error.what());
  } catch (const benignity::FileError& error) {
    return complain(std::string("out: ") + error.what());
  } catch (const std::exception& error) {
    fmt::print(stderr, "benignity: internal error: {}\n", benignity::printable(error.what()));
    return static_cast<int>(ExitCode::failure);
  }
}
