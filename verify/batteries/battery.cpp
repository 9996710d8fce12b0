#include "verify/batteries/battery.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fnmatch.h>

#include "theory/invalid_input.hpp"
#include "verify/batteries/theorems.hpp"
#include "verify/batteries/token_selection.hpp"
#include "verify/claims/data/claims.hpp"
#include "verify/claims/encoder/claims.hpp"
#include "verify/claims/proof/claims.hpp"
#include "verify/claims/theorem/claims.hpp"

namespace benignity {
namespace {

void append(std::vector<Claim>& claims, std::vector<Claim> more) {
  std::move(more.begin(), more.end(), std::back_inserter(claims));
}

/// The claims of every theorem, each marked as its theorem's.
std::vector<Claim> claims_of_theorems(std::vector<Claim> (*Theorem::*list)()) {
  std::vector<Claim> claims;
  for (const Theorem& theorem : theorems()) {
    if (theorem.*list == nullptr) continue;
    std::vector<Claim> own = (theorem.*list)();
    for (Claim& claim : own) claim.description.theorem = theorem.name;
    append(claims, std::move(own));
  }
  return claims;
}

/// At most 5 minutes on two cores.
std::vector<Claim> standard_claims() { return claims_of_theorems(&Theorem::standard); }

/// At most 30 minutes on two cores.
std::vector<Claim> full_claims() {
  std::vector<Claim> claims = standard_claims();
  append(claims, claims_of_theorems(&Theorem::beyond_standard));
  return claims;
}

/// What is said of data that nobody drew from the theorem's law.
std::vector<Claim> real_claims() { return real_data_claims(); }

/// PASS means that a mutant is detected, at the level its claim has in the standard battery.
Battery controls_battery() {
  const Battery standard{"standard", standard_claims()};
  Battery controls{"controls", {}};
  for (const Theorem& theorem : theorems()) {
    for (const Mutant& mutant : theorem.mutants()) {
      Claim control = control_claim(mutant, standard.family_size(theorem.name));
      control.description.theorem = theorem.name;
      controls.claims.push_back(std::move(control));
    }
  }
  return controls;
}

std::string known_batteries() {
  std::string known;
  for (const std::string& each : battery_names()) known += (known.empty() ? "" : ", ") + each;
  return known;
}

bool matches_any(const Battery& battery, const std::string& glob) {
  return std::any_of(battery.claims.begin(), battery.claims.end(), [&](const Claim& claim) {
    return fnmatch(glob.c_str(), claim.description.id.c_str(), 0) == 0;
  });
}

}  // namespace

std::size_t Battery::family_size(std::string_view theorem) const {
  return static_cast<std::size_t>(
      std::count_if(claims.begin(), claims.end(), [&](const Claim& claim) {
        return claim.decision == Decision::statistical && claim.description.theorem == theorem;
      }));
}

const std::vector<std::string>& battery_names() {
  static const std::vector<std::string> names = {"smoke", "standard", "full",    "controls",
                                                 "hunt",  "proof",    "encoder", "real"};
  return names;
}

Battery battery(std::string_view name) {
  if (name == "smoke") return {"smoke", token_selection_smoke()};
  if (name == "standard") return {"standard", standard_claims()};
  if (name == "full") return {"full", full_claims()};
  if (name == "controls") return controls_battery();
  if (name == "real") return {"real", real_claims()};
  if (name == "hunt") return {"hunt", {wide_hunt_claim()}};
  if (name == "proof") return {"proof", proof_claims()};
  if (name == "encoder") return {"encoder", encoder_battery()};
  throw InvalidInput("battery", std::string(name), "one of " + known_batteries());
}

std::vector<Battery> every_battery() {
  std::vector<Battery> batteries;
  for (const std::string& name : battery_names()) batteries.push_back(battery(name));
  return batteries;
}

Battery battery_with(const std::vector<std::string>& globs) {
  for (Battery& candidate : every_battery()) {
    if (std::all_of(globs.begin(), globs.end(),
                    [&](const std::string& glob) { return matches_any(candidate, glob); })) {
      return std::move(candidate);
    }
  }
  // Each on its own may be found, only not in one battery, in which they would be judged together.
  for (const std::string& glob : globs) {
    if (globs.size() > 1) static_cast<void>(battery_with({glob}));
  }
  const std::string requirement =
      globs.size() > 1 ? "one with the others in one battery (benignity claims lists them)"
                       : "the id of a claim of battery " + known_batteries() +
                             " or a pattern that matches one (benignity claims lists them)";
  throw InvalidInput("claim", globs.back(), requirement);
}

Battery battery_of_theorem(std::string_view theorem) {
  const Theorem& named = theorem_named(theorem);
  if (!named.standard().empty()) return battery("standard");
  return battery(named.beyond_standard != nullptr ? "full" : named.name);
}

std::vector<Claim> every_claim() {
  std::vector<Claim> claims = full_claims();
  append(claims, controls_battery().claims);
  claims.push_back(wide_hunt_claim());
  append(claims, proof_claims());
  append(claims, encoder_battery());
  for (Claim& claim : real_data_claims()) {
    const bool is_known = std::any_of(claims.begin(), claims.end(), [&](const Claim& known) {
      return known.description.id == claim.description.id;
    });
    if (!is_known) claims.push_back(std::move(claim));
  }
  return claims;
}

std::vector<Claim> claims_of(std::string_view theorem, std::vector<Claim> claims) {
  claims.erase(
      std::remove_if(claims.begin(), claims.end(),
                     [&](const Claim& claim) { return claim.description.theorem != theorem; }),
      claims.end());
  return claims;
}

}  // namespace benignity
