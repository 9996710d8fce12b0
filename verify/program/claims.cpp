#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "verify/batteries/battery.hpp"
#include "verify/program/command.hpp"
#include "verify/program/standard_streams.hpp"

namespace benignity {
namespace {

/// The names of the batteries that hold each claim, smallest first.
std::map<std::string, std::vector<std::string>> batteries_of_claims() {
  std::map<std::string, std::vector<std::string>> names;
  for (const Battery& battery : every_battery()) {
    for (const Claim& claim : battery.claims) names[claim.description.id].push_back(battery.name);
  }
  return names;
}

std::string list_as_text() {
  auto batteries = batteries_of_claims();
  std::string list;
  for (const Claim& claim : every_claim()) {
    const ClaimDescription& described = claim.description;
    list += fmt::format("{}  [{}]  {}\n    {}\n    {}\n", described.id, described.kind,
                        fmt::join(batteries[described.id], ", "), described.statement,
                        described.source);
  }
  return list;
}

std::string list_as_json() {
  auto batteries = batteries_of_claims();
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Claim& claim : every_claim()) {
    const ClaimDescription& described = claim.description;
    list.push_back({{"id", described.id},
                    {"statement", described.statement},
                    {"source", described.source},
                    {"kind", described.kind},
                    {"batteries", batteries[described.id]}});
  }
  return list.dump(2) + "\n";
}

}  // namespace

ExitCode run(const ClaimsOptions& options) {
  print_output(options.json ? list_as_json() : list_as_text());
  return ExitCode::all_pass;
}

}  // namespace benignity
