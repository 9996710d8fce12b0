#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace benignity {

/// The exit codes of README.md.
enum class ExitCode {
  all_pass = 0,
  failure = 1,
  bad_input = 2,
  not_all_pass = 3,
  interrupted = 130
};

/// Each adds its subcommand; `run` receives what to do once the words are parsed.
using Run = std::function<ExitCode()>;
void add_claims_command(CLI::App& program, Run& run);
void add_explain_command(CLI::App& program, Run& run);
void add_predict_command(CLI::App& program, Run& run);
void add_simulate_command(CLI::App& program, Run& run);
void add_verify_command(CLI::App& program, Run& run);

}  // namespace benignity
