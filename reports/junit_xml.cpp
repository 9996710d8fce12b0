#include "reports/junit_xml.hpp"

#include <cmath>
#include <cstddef>

#include <fmt/core.h>

#include "reports/claim_text.hpp"
#include "reports/number_text.hpp"
#include "reports/xml_text.hpp"

namespace benignity {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, xml_attribute(value));
}

std::string time_attribute(double seconds) {
  // [JUnit schema] xs:decimal, which has neither an infinity nor an exponent.
  return std::isfinite(seconds) ? attribute("time", fmt::format("{:.6f}", seconds)) : "";
}

std::string full(double value) { return number_text(value, Digits::round_trip); }

std::string measurement_line(const Measurement& measurement) {
  return fmt::format("{}: predicted {}, observed {}, accept {}\n", measurement.quantity,
                     measurement.predicted ? full(*measurement.predicted) : "nothing",
                     full(measurement.observed),
                     interval_text(measurement.accept, Digits::round_trip));
}

std::string test_line(const StatisticalTest& test) {
  return fmt::format("{}: value {}, interval {}, alpha {}, p {}, p adjusted {}\n", test.statistic,
                     full(test.value), interval_text(test.interval, Digits::round_trip),
                     full(test.alpha), full(test.p_false_alarm), full(test.p_adjusted));
}

std::string numbers_of(const ClaimResult& claim) {
  std::string text = fmt::format("\nstatement: {}\nsource: {}\nhypotheses: {}\nmethod: {}\n",
                                 claim.statement, claim.source, claim.hypotheses, claim.method);
  for (const NamedText& setting : claim.settings) {
    text += fmt::format("setting {}: {}\n", setting.name, setting.text);
  }
  for (const Measurement& measurement : claim.measurements) {
    text += measurement_line(measurement);
  }
  if (claim.test) {
    text += test_line(*claim.test);
  }
  for (const MarginValue& margin : claim.margins) {
    text += fmt::format("margin {}: {}\n", margin.name, full(margin.value));
  }
  text += fmt::format("replicates: {}\nseeds: {}\nengine: {}\nprecision: {}\nreplay: {}\n",
                      claim.replicates, claim.seeds, claim.engine, claim.precision, claim.replay);
  return text;
}

std::string broken(std::string_view element, const ClaimResult& claim) {
  return fmt::format("      <{0}{1}{2}>{3}</{0}>\n", element,
                     attribute("message", claim.explanation),
                     attribute("type", name(claim.verdict)), xml_text(numbers_of(claim)));
}

std::string skipped(std::string_view message) {
  return fmt::format("      <skipped{}/>\n", attribute("message", message));
}

std::string testcase_outcome(const ClaimResult& claim) {
  switch (claim.verdict) {
    case Verdict::pass:
      return claim.expected
                 ? fmt::format("      <system-out>{}</system-out>\n", xml_text(declaration(claim)))
                 : std::string();
    case Verdict::fail:
      return broken("failure", claim);
    case Verdict::inconclusive:
    case Verdict::out_of_regime:
    case Verdict::vacuous:
      return skipped(fmt::format("{}: {}{}{}", name(claim.verdict), claim.explanation,
                                 claim.expected ? "; " : "", declaration(claim)));
    case Verdict::error:
      break;
  }
  return broken("error", claim);
}

std::string testcase(const ClaimResult& claim) {
  return fmt::format("    <testcase{}{}{}>\n{}    </testcase>\n",
                     attribute("classname", claim.kind), attribute("name", claim.id),
                     time_attribute(claim.wall_seconds), testcase_outcome(claim));
}

std::string testcase_not_run(std::string_view id) {
  return fmt::format("    <testcase{}{}>\n{}    </testcase>\n", attribute("classname", "not_run"),
                     attribute("name", id), skipped("not run: the battery was interrupted"));
}

std::string outcome_counts(const Report& report) {
  const std::size_t failures = verdict_count(report, Verdict::fail);
  const std::size_t errors = verdict_count(report, Verdict::error);
  const std::size_t passes = verdict_count(report, Verdict::pass);
  const std::size_t tests = report.claims.size() + report.missing.size();
  return fmt::format(R"( tests="{}" failures="{}" errors="{}" skipped="{}")", tests, failures,
                     errors, tests - failures - errors - passes);
}

std::string property(std::string_view name, std::string_view value) {
  return fmt::format("      <property{}{}/>\n", attribute("name", name), attribute("value", value));
}

std::string manifest_properties(const Manifest& manifest) {
  std::string text = "    <properties>\n";
  text += property("version", manifest.version);
  text += property("commit", manifest.commit);
  text += property("compiler", manifest.compiler);
  text += property("flags", manifest.flags);
  text += property("instruction_set", manifest.instruction_set);
  text += property("cpu", manifest.cpu);
  for (const NamedText& library : manifest.libraries) {
    text += property("library " + library.name, library.text);
  }
  text += property("seed", std::to_string(manifest.seed));
  text += property("jobs", std::to_string(manifest.jobs));
  return text + "    </properties>\n";
}

}  // namespace

std::string junit_xml(const Report& report) {
  std::string cases;
  for (const ClaimResult& claim : report.claims) {
    cases += testcase(claim);
  }
  for (const std::string& id : report.missing) {
    cases += testcase_not_run(id);
  }
  const Manifest& manifest = report.manifest;
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites{0}{1}>\n"
      "  <testsuite{2}{0}{1}{3}>\n{4}{5}  </testsuite>\n</testsuites>\n",
      outcome_counts(report), time_attribute(manifest.wall_seconds),
      attribute("name", report.battery),
      manifest.started.empty() ? "" : attribute("timestamp", manifest.started),
      manifest_properties(manifest), cases);
}

}  // namespace benignity
