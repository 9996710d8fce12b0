#include "reports/junit_xml.hpp"

#include <limits>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "tests/reports/sample_report.hpp"

namespace benignity {
namespace {

std::string junit_of(const ClaimResult& claim) {
  Report report;
  report.claims = {claim};
  return junit_xml(report);
}

TEST_CASE("a claim that passes is a bare testcase with its time in seconds") {
  CHECK(junit_of(sample_claim())
            .find("    <testcase classname=\"theorem\" name=\"theorem.generalize\" "
                  "time=\"1.250000\">\n    </testcase>\n") != std::string::npos);
}

TEST_CASE("a failure carries every number at full precision and the line that replays it") {
  ClaimResult claim = sample_claim("theorem.generalize", Verdict::fail);
  claim.measurements[0].observed = 0.1 + 0.2;
  const std::string text = junit_of(claim);
  const auto carries = [&](std::string_view line) {
    return text.find(std::string("\n").append(line).append("\n")) != std::string::npos;
  };
  CHECK(text.find("<failure message=\"the one about theorem.generalize\" type=\"FAIL\">") !=
        std::string::npos);
  CHECK(
      carries("τ_generalize [steps]: predicted 409.25, observed 0.30000000000000004, "
              "accept [400.5, 420.5]"));
  CHECK(carries("share of seeds: predicted nothing, observed 1, accept [0.9, inf)"));
  CHECK(
      carries("Clopper-Pearson bounds of the probability: value 1, interval [0.96, 1], "
              "alpha 0.005, p 0.5, p adjusted 0.75"));
  CHECK(carries("margin dimension: 1.5"));
  CHECK(carries("margin label_noise: 4"));
  CHECK(carries("hypotheses: every margin of part 2 exceeds 1"));
  CHECK(carries("setting flipped_labels: 4"));
  CHECK(carries("replay: benignity verify --claim theorem.generalize"));
}

TEST_CASE("the suite counts failures, errors and everything that was not decided or not run") {
  CHECK(junit_xml(sample_report())
            .find("<testsuite name=\"smoke\" tests=\"7\" failures=\"1\" errors=\"1\" "
                  "skipped=\"4\" time=\"12.500000\" timestamp=\"2026-01-02T03:04:05Z\">") !=
        std::string::npos);
}

TEST_CASE("a declared verdict stands beside the one that was found") {
  ClaimResult claim = sample_claim("x", Verdict::vacuous);
  claim.expected = ExpectedVerdict{Verdict::vacuous, "by design"};
  CHECK(junit_of(claim).find("<skipped message=\"VACUOUS: the one about x; declared VACUOUS: by "
                             "design\"/>") != std::string::npos);
  claim.verdict = Verdict::pass;
  CHECK(junit_of(claim).find(
            "<system-out>declared VACUOUS, but it is PASS: by design</system-out>") !=
        std::string::npos);
}

TEST_CASE("a time that is not finite is left out") {
  ClaimResult claim = sample_claim();
  claim.wall_seconds = std::numeric_limits<double>::quiet_NaN();
  CHECK(junit_of(claim).find("name=\"theorem.generalize\">") != std::string::npos);
}

}  // namespace
}  // namespace benignity
