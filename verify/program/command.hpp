#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "verify/program/exit_code.hpp"

namespace benignity {

/// Each adds its subcommand; `run` receives what to do once the words are parsed.
using Run = std::function<ExitCode()>;
void add_claims_command(CLI::App& program, Run& run);
void add_explain_command(CLI::App& program, Run& run);
void add_predict_command(CLI::App& program, Run& run);
void add_simulate_command(CLI::App& program, Run& run);
void add_sweep_command(CLI::App& program, Run& run);
void add_verify_command(CLI::App& program, Run& run);
void add_compare_command(CLI::App& program, Run& run);

}  // namespace benignity
