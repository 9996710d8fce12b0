#include <memory>
#include <string>

#include <fmt/core.h>

#include "theory/invalid_input.hpp"
#include "verify/batteries/battery.hpp"
#include "verify/program/command.hpp"

namespace benignity {
namespace {

ExitCode explain(const std::string& id) {
  for (const Claim& claim : every_claim()) {
    const ClaimDescription& described = claim.description;
    if (described.id != id) continue;
    fmt::print("{}\n\nStatement   {}\nSource      {}\nKind        {}\nHypotheses  {}\n",
               described.id, described.statement, described.source, described.kind,
               described.hypotheses);
    fmt::print("Method      {}\nDecided by  {}\nEngine      {}\nPrecision   {}\n", described.method,
               claim.decision == Decision::statistical
                   ? "a statistical test, under Holm's correction over its battery"
                   : "arithmetic, every value inside its interval",
               described.engine, described.precision);
    return ExitCode::all_pass;
  }
  throw InvalidInput("claim", id, "the id of a claim (benignity claims lists them)");
}

}  // namespace

void add_explain_command(CLI::App& program, Run& run) {
  CLI::App* command =
      program.add_subcommand("explain", "statement, source, hypotheses and method of a claim");
  const auto id = std::make_shared<std::string>();
  command->add_option("ID", *id, "the claim's id")->required();
  command->callback([&run, id] { run = [id] { return explain(*id); }; });
}

}  // namespace benignity
