#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "verify/batteries/battery.hpp"
#include "verify/batteries/theorems.hpp"
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

/// Every claim, or those of one theorem.
std::vector<Claim> listed_claims(const std::optional<std::string>& theorem) {
  return theorem ? claims_of(theorem_named(*theorem).name, every_claim()) : every_claim();
}

std::string list_as_text(const std::vector<Claim>& claims) {
  auto batteries = batteries_of_claims();
  std::string list;
  for (const Claim& claim : claims) {
    const ClaimDescription& described = claim.description;
    list += fmt::format("{}  [{}]  {}  ({})\n    {}\n    {}\n", described.id, described.kind,
                        fmt::join(batteries[described.id], ", "), described.theorem,
                        described.statement, described.source);
  }
  return list;
}

std::string list_as_json(const std::vector<Claim>& claims) {
  auto batteries = batteries_of_claims();
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Claim& claim : claims) {
    const ClaimDescription& described = claim.description;
    list.push_back({{"id", described.id},
                    {"statement", described.statement},
                    {"source", described.source},
                    {"kind", described.kind},
                    {"theorem", described.theorem},
                    {"batteries", batteries[described.id]}});
  }
  return list.dump(2) + "\n";
}

}  // namespace

ExitCode run(const ClaimsOptions& options) {
  const std::vector<Claim> claims = listed_claims(options.theorem);
  print_output(options.json ? list_as_json(claims) : list_as_text(claims));
  return ExitCode::all_pass;
}

}  // namespace benignity
