#include "verify/batteries/battery.hpp"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <set>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"

namespace benignity {
namespace {

TEST_CASE("every claim of every battery is described in full") {
  for (const std::string& name : battery_names()) {
    const Battery chosen = battery(name);
    CHECK(chosen.name == name);
    CHECK(!chosen.claims.empty());
    for (const Claim& claim : chosen.claims) {
      const ClaimDescription& described = claim.description;
      INFO(name << ": " << described.id);
      CHECK(!described.id.empty());
      CHECK(!described.statement.empty());
      CHECK(!described.hypotheses.empty());
      CHECK(!described.method.empty());
      CHECK(!described.engine.empty());
      CHECK(!described.precision.empty());
      CHECK(static_cast<bool>(claim.check));
      CHECK(
          (described.source.starts_with("[paper] ") || described.source.starts_with("[derived] ")));
      const std::set<std::string> kinds = {"theorem",  "engine",  "mean_field", "lemma",
                                           "exponent", "control", "margins",    "identity"};
      CHECK(kinds.count(described.kind) == 1);
    }
  }
}

TEST_CASE("only VACUOUS may be declared, with its evidence, and never by a selection form") {
  bool some = false;
  for (const Claim& claim : every_claim()) {
    const ClaimDescription& described = claim.description;
    if (!described.expected) continue;
    INFO(described.id);
    CHECK(described.expected->verdict == Verdict::vacuous);
    CHECK(!described.expected->evidence.empty());
    CHECK(described.id.find("selection") == std::string::npos);
    some = true;
  }
  CHECK(some);
}

TEST_CASE("an id is unique and can be typed: its family, a dot, words") {
  std::set<std::string> ids;
  for (const Claim& claim : every_claim()) {
    const std::string& id = claim.description.id;
    INFO(id);
    CHECK(ids.insert(id).second);
    CHECK(std::all_of(id.begin(), id.end(), [](unsigned char c) {
      return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '.' || c == '_';
    }));
    CHECK(id.find('.') != std::string::npos);
  }
}

TEST_CASE("the family counts the statistical claims") {
  for (const std::string& name : battery_names()) {
    const Battery chosen = battery(name);
    std::size_t statistical = 0;
    for (const Claim& claim : chosen.claims) {
      if (claim.decision == Decision::statistical) ++statistical;
    }
    CHECK(chosen.family_size() == statistical);
  }
  CHECK(Battery{}.family_size() == 0);
}

TEST_CASE("an identity is decided to rounding and is no part of the theorem's family") {
  std::size_t identities = 0;
  for (const Claim& claim : battery("standard").claims) {
    if (claim.description.kind != "identity") continue;
    INFO(claim.description.id);
    ++identities;
    CHECK(claim.decision == Decision::arithmetic);
    const std::atomic<bool> never{false};
    CHECK(claim.check({7, 0.001, never}).verdict == Verdict::pass);
  }
  CHECK(identities == 4);
}

TEST_CASE("every battery's claims are among all claims") {
  std::set<std::string> all;
  for (const Claim& claim : every_claim()) all.insert(claim.description.id);
  for (const std::string& name : battery_names()) {
    for (const Claim& claim : battery(name).claims) CHECK(all.count(claim.description.id) == 1);
  }
}

TEST_CASE("an unknown battery is refused with the names there are") {
  CHECK_THROWS_AS(battery("nope"), InvalidInput);
  CHECK_THROWS_WITH(battery("nope"),
                    Catch::StartsWith("battery is nope, but must be one of smoke"));
  CHECK_THROWS_AS(battery(""), InvalidInput);
}

}  // namespace
}  // namespace benignity
