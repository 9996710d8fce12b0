#include "reports/json/report_json.hpp"

#include <cmath>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include "reports/json/json_node.hpp"
#include "tests/reports/random_report.hpp"
#include "tests/reports/sample_report.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

Json sample_document() { return Json::parse(report_to_json(sample_report())); }

std::string complaint(const std::string& text) {
  try {
    (void)report_from_json(text);
  } catch (const MalformedJson& error) {
    return error.what();
  }
  return {};
}

std::string complaint(const Json& document) { return complaint(document.dump()); }

// The complaint about the sample once the value at the pointer is another one.
std::string complaint_about(const std::string& pointer, const Json& value) {
  Json document = sample_document();
  document[Json::json_pointer(pointer)] = value;
  return complaint(document);
}

TEST_CASE("a claim is written with every field of the struct under its own name") {
  Report report;
  report.claims = {sample_claim()};
  CHECK(Json::parse(report_to_json(report))["claims"][0].dump(2) == R"({
  "id": "theorem.generalize",
  "statement": "with probability at least 1 - δ, tau_generalize <= C tau_benign",
  "source": "[paper] Theorem, part 2",
  "kind": "theorem",
  "theorem": "heads",
  "hypotheses": "every margin of part 2 exceeds 1",
  "method": "128 replicates, success at one step",
  "settings": [
    {
      "name": "samples",
      "text": "20"
    },
    {
      "name": "flipped_labels",
      "text": "4"
    }
  ],
  "expected": null,
  "verdict": "PASS",
  "explanation": "128 of 128 seeds: the lower bound 0.96 reaches 0.9",
  "margins": [
    {
      "name": "dimension",
      "value": 1.5
    },
    {
      "name": "label_noise",
      "value": 4.0
    }
  ],
  "measurements": [
    {
      "quantity": "τ_generalize [steps]",
      "predicted": 409.25,
      "observed": 412.0,
      "accept": {
        "lower": 400.5,
        "upper": 420.5
      }
    },
    {
      "quantity": "share of seeds",
      "predicted": null,
      "observed": 1.0,
      "accept": {
        "lower": 0.9,
        "upper": null
      }
    }
  ],
  "test": {
    "statistic": "Clopper-Pearson bounds of the probability",
    "value": 1.0,
    "interval": {
      "lower": 0.96,
      "upper": 1.0
    },
    "alpha": 0.005,
    "p_false_alarm": 0.5,
    "p_adjusted": 0.75
  },
  "replicates": 128,
  "seeds": "seed 1, replicates 0 to 127",
  "engine": "sampled",
  "precision": "double",
  "wall_seconds": 1.25,
  "replay": "benignity verify --battery smoke --claim theorem.generalize --seed 1"
})");
}

TEST_CASE("the document opens with its version and counts the verdicts") {
  const std::string text = report_to_json(sample_report());
  CHECK(text.starts_with("{\n  \"schema_version\": 3,\n  \"battery\": \"smoke\",\n"));
  CHECK(text.ends_with("}\n"));
  CHECK(sample_document()["summary"].dump() ==
        R"({"PASS":1,"FAIL":1,"INCONCLUSIVE":1,"OUT_OF_REGIME":1,"VACUOUS":1,"ERROR":1,)"
        R"("missing":1})");
  CHECK(sample_document()["manifest"]["seed"].dump() == "18446744073709551615");
  CHECK(sample_document()["manifest"]["libraries"].dump() ==
        R"([{"name":"Eigen","text":"3.4.0"},{"name":"MPFR","text":"4.2.0"}])");
}

TEST_CASE("a number that JSON lacks is null, an interval without numbers is null as a whole") {
  const Json document = sample_document();
  CHECK(document["claims"][1]["margins"][0]["value"].is_null());
  const Json& measurement = document["claims"][5]["measurements"][0];
  CHECK(measurement["predicted"].is_null());
  CHECK(measurement["observed"].is_null());
  CHECK(measurement["accept"].is_null());

  const Measurement again =
      report_from_json(report_to_json(sample_report())).claims[5].measurements[0];
  CHECK(!again.predicted.has_value());
  CHECK(std::isnan(again.observed));
  CHECK(!(again.accept.lower.value() <= 0));
  CHECK(!(again.accept.upper.value() >= 0));
}

TEST_CASE("only the manifest and wall_seconds change with the clock and the machine") {
  Report report = sample_report();
  report.manifest = {};
  for (ClaimResult& claim : report.claims) {
    claim.wall_seconds *= 3;
  }
  Json first = sample_document();
  Json second = Json::parse(report_to_json(report));
  for (Json* document : {&first, &second}) {
    document->erase("manifest");
    for (Json& claim : (*document)["claims"]) {
      claim.erase("wall_seconds");
    }
  }
  CHECK(first.dump() == second.dump());
}

TEST_CASE("a report read back and written again is the same text") {
  const std::string text = report_to_json(sample_report());
  CHECK(report_to_json(report_from_json(text)) == text);
  CHECK(rc::check("for any bytes in the texts and any bits in the doubles", [] {
    const std::string written = report_to_json(random_report());
    RC_ASSERT(report_to_json(report_from_json(written)) == written);
  }));
}

TEST_CASE("a finite double comes back with the same bits") {
  CHECK(rc::check([] {
    const double value = random_double();
    RC_PRE(std::isfinite(value));
    Report report;
    report.family_error = value;
    const double again = report_from_json(report_to_json(report)).family_error;
    RC_ASSERT(std::bit_cast<std::uint64_t>(again) == std::bit_cast<std::uint64_t>(value));
  }));
}

TEST_CASE("fields may come in any order") {
  const nlohmann::json sorted = nlohmann::json::parse(report_to_json(sample_report()));
  CHECK(report_to_json(report_from_json(sorted.dump())) == report_to_json(sample_report()));
}

TEST_CASE("a report of version 1 is read as one that says nothing in the fields it lacks") {
  Json old = sample_document();
  old["schema_version"] = 1;
  for (Json& claim : old["claims"]) {
    for (const char* field : {"theorem", "hypotheses", "method", "settings", "expected"}) {
      claim.erase(field);
    }
  }
  const Report read = report_from_json(old.dump());
  REQUIRE(read.claims.size() == sample_report().claims.size());
  for (const ClaimResult& claim : read.claims) {
    CHECK((claim.hypotheses.empty() && claim.method.empty() && claim.settings.empty()));
    CHECK(!claim.expected);
    CHECK(claim.theorem == "token_selection");
  }
  CHECK(read.claims[0].statement == sample_claim().statement);
  CHECK(Json::parse(report_to_json(read))["schema_version"] == 3);
  old["schema_version"] = 2;
  CHECK(complaint(old) == "claims[0].expected is missing");
}

TEST_CASE("a report of version 2 knows one theorem, one of version 3 names it") {
  Json old = sample_document();
  for (Json& claim : old["claims"]) claim.erase("theorem");
  CHECK(complaint(old) == "claims[0].theorem is missing");
  old["schema_version"] = 2;
  CHECK(report_from_json(old.dump()).claims[0].theorem == "token_selection");
}

TEST_CASE("a declared verdict is written with its evidence and read again") {
  CHECK(sample_document()["claims"][4]["expected"].dump() ==
        R"({"verdict":"VACUOUS","evidence":"uniform attention has every sign"})");
  CHECK(complaint_about("/claims/4/expected/verdict", "MAYBE")
            .starts_with("claims[4].expected.verdict is \"MAYBE\", but must be one of"));
}

TEST_CASE("a text that is not JSON is refused with its line and column") {
  CHECK(complaint(std::string("{\n  \"schema_version\": 1,\n"))
            .starts_with("not a JSON document: parse error at line 3, column 1"));
  CHECK(complaint(std::string()).starts_with("not a JSON document"));
  CHECK(complaint(std::string("[]")) == "the document is a list, but must be an object");
  CHECK(complaint(std::string(1'000'000, '[') + std::string(1'000'000, ']')) ==
        "the document is a list, but must be an object");
  CHECK(complaint(std::string("{\"schema_version\": 1e999}")).starts_with("not a JSON document"));
  const std::string whole = report_to_json(sample_report());
  CHECK(rc::check("cut off anywhere before its last brace", [&] {
    const auto length = *rc::gen::inRange<std::size_t>(0, whole.size() - 2);
    RC_ASSERT(complaint(whole.substr(0, length)).starts_with("not a JSON document"));
  }));
}

TEST_CASE("a field that is missing, unknown or of another type is named") {
  CHECK(complaint_about("/claims/2/verdict", "MAYBE") ==
        "claims[2].verdict is \"MAYBE\", but must be one of PASS, FAIL, INCONCLUSIVE, "
        "OUT_OF_REGIME, VACUOUS, ERROR");
  CHECK(complaint_about("/claims/0/replicates", 1.5) ==
        "claims[0].replicates is 1.5, but must be a whole number of 64 bits");
  CHECK(complaint_about("/claims/0/replicates", std::uint64_t{1} << 63U)
            .starts_with("claims[0].replicates is 9223372036854775808"));
  CHECK(complaint_about("/manifest/seed", -1) ==
        "manifest.seed is -1, but must be a whole number from 0 to 2^64 - 1");
  CHECK(complaint_about("/claims/0/margins", nullptr) ==
        "claims[0].margins is null, but must be a list");
  CHECK(complaint_about("/claims/0/measurements/1/observed", "1") ==
        "claims[0].measurements[1].observed is \"1\", but must be a number");
  CHECK(complaint_about("/claims/0/id", 7) == "claims[0].id is 7, but must be a text");
  CHECK(complaint_about("/claims/0/test/interval/lower", 2) ==
        "claims[0].test.interval.lower is 2, but must be at most upper = 1");
  CHECK(complaint_about("/claims/0/verdict", sample_document()) ==
        "claims[0].verdict is an object, but must be a text");
  CHECK(complaint_about("/claims/0/colour", "red") ==
        "claims[0].colour is no field of this format");
  CHECK(complaint_about("/schema_version", 4) ==
        "schema_version is 4, but must be 1 to 3, the versions this program reads");
  CHECK(complaint_about("/schema_version", 0).starts_with("schema_version is 0, but must be"));

  Json document = sample_document();
  document["claims"][0]["test"].erase("alpha");
  CHECK(complaint(document) == "claims[0].test.alpha is missing");
}

TEST_CASE("a summary that does not count the claims is refused") {
  CHECK(complaint_about("/summary/PASS", 2) ==
        "summary.PASS is 2, but must be 1, the number of such claims below");
  CHECK(complaint_about("/summary/missing", 0).starts_with("summary.missing is 0, but must be 1"));
}

}  // namespace
}  // namespace benignity
