#include "verify/batteries/battery.hpp"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <set>

#include <catch2/catch.hpp>

#include "theory/invalid_input.hpp"
#include "verify/batteries/sharper.hpp"
#include "verify/batteries/theorems.hpp"

namespace benignity {
namespace {

/// The theorem's own paper, another publication, or this program's derivation.
bool has_known_source(std::string_view source) {
  return source.starts_with("[paper] ") || source.starts_with("[published] ") ||
         source.starts_with("[derived] ");
}

TEST_CASE("what is sharper than published is tried by a claim of its theorem") {
  CHECK(!sharper_than_published().empty());
  for (const Sharper& finding : sharper_than_published()) {
    INFO(finding.text);
    const std::vector<Claim> claims = theorem_named(finding.theorem).standard();
    CHECK(std::any_of(claims.begin(), claims.end(),
                      [&](const Claim& claim) { return claim.description.id == finding.claim; }));
  }
}

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
      CHECK(has_known_source(described.source));
      const std::set<std::string> kinds = {"theorem",  "engine",  "mean_field", "lemma",
                                           "exponent", "control", "margins",    "identity",
                                           "proof",    "data",    "prediction"};
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

TEST_CASE("the families of the theorems are the statistical claims") {
  for (const std::string& name : battery_names()) {
    const Battery chosen = battery(name);
    std::size_t statistical = 0;
    for (const Claim& claim : chosen.claims) {
      if (claim.decision == Decision::statistical) ++statistical;
    }
    for (const Theorem& theorem : theorems()) statistical -= chosen.family_size(theorem.name);
    CHECK(statistical == 0);
  }
  CHECK(Battery{}.family_size("token_selection") == 0);
}

// These sizes are levels, alpha = 1%/size: a claim added to this theorem moves them, a further
// theorem must not.
TEST_CASE("token_selection's families have the sizes they had when it was the one theorem") {
  CHECK(battery("smoke").family_size("token_selection") == 5);
  CHECK(battery("standard").family_size("token_selection") == 39);
  CHECK(battery("full").family_size("token_selection") == 42);  // the map of errors has a test now
}

TEST_CASE("every theorem has claims, a control of a claim of its own, and is found by its name") {
  for (const Theorem& theorem : theorems()) {
    INFO(theorem.name);
    CHECK(&theorem_named(theorem.name) == &theorem);
    CHECK(has_known_source(theorem.source));
    CHECK(!theorem.title.empty());
    if (theorem.name == "encoder") continue;  // a battery of its own, below
    std::set<std::string> ids;
    for (const Claim& claim : claims_of(theorem.name, battery("full").claims)) {
      ids.insert(claim.description.id);
      if (theorem.name == "token_selection") continue;  // its ids are older than the list
      CHECK(claim.description.id.starts_with(std::string(theorem.name) + "."));
    }
    CHECK(!ids.empty());
    CHECK(!theorem.mutants().empty());
    for (const Mutant& mutant : theorem.mutants()) CHECK(ids.count(mutant.claim_id) == 1);
  }
}

TEST_CASE("the encoder's battery has a control beside each of its claims") {
  const std::vector<Claim> claims = battery("encoder").claims;
  CHECK(claims_of("encoder", claims).size() == claims.size());
  CHECK(battery_of_theorem("encoder").name == "encoder");
  for (const Claim& claim : claims) {
    if (claim.decision != Decision::statistical) continue;
    INFO(claim.description.id);
    CHECK(claim.description.id.starts_with("encoder."));
    CHECK(std::any_of(claims.begin(), claims.end(), [&](const Claim& control) {
      return control.description.id.starts_with("control." + claim.description.id + ".");
    }));
  }
}

TEST_CASE("a theorem is tried in standard, or in full where its claims are there alone") {
  CHECK(battery_of_theorem("heads").name == "standard");
  CHECK(battery_of_theorem("given_data").name == "full");
  for (const Theorem& theorem : theorems()) {
    CHECK(!claims_of(theorem.name, battery_of_theorem(theorem.name).claims).empty());
  }
}

TEST_CASE("an unknown theorem is refused with the names there are") {
  CHECK_THROWS_AS(theorem_named("nope"), InvalidInput);
  CHECK_THROWS_WITH(theorem_named("nope"),
                    "theorem is nope, but must be one of " + known_theorems());
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
  CHECK(identities == 5);
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
