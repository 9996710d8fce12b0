#include <string>

#include <fmt/core.h>

#include "theory/invalid_input.hpp"
#include "verify/batteries/battery.hpp"
#include "verify/batteries/theorems.hpp"
#include "verify/program/command.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {

ExitCode run(const ExplainOptions& options) {
  for (const Claim& claim : every_claim()) {
    const ClaimDescription& described = claim.description;
    if (described.id != options.id) continue;
    std::string text = fmt::format(
        "{}\n\nStatement   {}\nSource      {}\nKind        {}\nHypotheses  {}\n", described.id,
        described.statement, described.source, described.kind, described.hypotheses);
    const Theorem& theorem = theorem_named(described.theorem);
    text += fmt::format("Theorem     {}: {}\n            {}; {}\n", theorem.name, theorem.title,
                        theorem.source, theorem.folder);
    text += fmt::format(
        "Method      {}\nDecided by  {}\nEngine      {}\nPrecision   {}\n", described.method,
        claim.decision == Decision::statistical
            ? "a statistical test, under Holm's correction over its theorem's claims"
            : "arithmetic, every value inside its interval",
        described.engine, described.precision);
    print_output(text);
    return ExitCode::all_pass;
  }
  throw InvalidInput("claim", options.id, "the id of a claim (benignity claims lists them)");
}

}  // namespace benignity
