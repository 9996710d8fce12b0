#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "verify/batteries/battery.hpp"
#include "verify/program/command.hpp"

namespace benignity {
namespace {

ExitCode list_as_text() {
  for (const Claim& claim : every_claim()) {
    const ClaimDescription& described = claim.description;
    fmt::print("{}  [{}]\n    {}\n    {}\n", described.id, described.kind, described.statement,
               described.source);
  }
  return ExitCode::all_pass;
}

ExitCode list_as_json() {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Claim& claim : every_claim()) {
    const ClaimDescription& described = claim.description;
    list.push_back({{"id", described.id},
                    {"statement", described.statement},
                    {"source", described.source},
                    {"kind", described.kind}});
  }
  fmt::print("{}\n", list.dump(2));
  return ExitCode::all_pass;
}

}  // namespace

ExitCode run(const ClaimsOptions& options) {
  return options.json ? list_as_json() : list_as_text();
}

}  // namespace benignity
