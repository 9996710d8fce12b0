#include "reports/json/report_json.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "reports/json/json_node.hpp"
#include "reports/number_text.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double unbounded = std::numeric_limits<double>::infinity();

Json finite_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json finite_or_null(const std::optional<double>& value) {
  return finite_or_null(value.value_or(not_a_number));
}

Json written(const Interval& interval) {
  const double lower = interval.lower.value_or(-unbounded);
  const double upper = interval.upper.value_or(unbounded);
  if (!(lower <= upper) || lower == unbounded || upper == -unbounded) {
    return {};
  }
  return {{"lower", finite_or_null(lower)}, {"upper", finite_or_null(upper)}};
}

Json written(const std::string& text) { return text; }

Json written(const NamedText& named) { return {{"name", named.name}, {"text", named.text}}; }

Json written(const MarginValue& margin) {
  return {{"name", margin.name}, {"value", finite_or_null(margin.value)}};
}

Json written(const Measurement& measurement) {
  return {{"quantity", measurement.quantity},
          {"predicted", finite_or_null(measurement.predicted)},
          {"observed", finite_or_null(measurement.observed)},
          {"accept", written(measurement.accept)}};
}

Json written(const ClaimResult& claim);

template <class Element>
Json written(const std::vector<Element>& elements) {
  Json list = Json::array();
  for (const Element& element : elements) {
    list.push_back(written(element));
  }
  return list;
}

Json written(const StatisticalTest& test) {
  return {{"statistic", test.statistic},
          {"value", finite_or_null(test.value)},
          {"interval", written(test.interval)},
          {"alpha", finite_or_null(test.alpha)},
          {"p_false_alarm", finite_or_null(test.p_false_alarm)},
          {"p_adjusted", finite_or_null(test.p_adjusted)}};
}

Json written(const ExpectedVerdict& expected) {
  return {{"verdict", name(expected.verdict)}, {"evidence", expected.evidence}};
}

Json written(const ClaimResult& claim) {
  return {{"id", claim.id},
          {"statement", claim.statement},
          {"source", claim.source},
          {"kind", claim.kind},
          {"theorem", claim.theorem},
          {"hypotheses", claim.hypotheses},
          {"method", claim.method},
          {"settings", written(claim.settings)},
          {"expected", claim.expected ? written(*claim.expected) : Json()},
          {"verdict", name(claim.verdict)},
          {"explanation", claim.explanation},
          {"margins", written(claim.margins)},
          {"measurements", written(claim.measurements)},
          {"test", claim.test ? written(*claim.test) : Json()},
          {"replicates", claim.replicates},
          {"seeds", claim.seeds},
          {"engine", claim.engine},
          {"precision", claim.precision},
          {"wall_seconds", finite_or_null(claim.wall_seconds)},
          {"replay", claim.replay}};
}

Json written(const Manifest& manifest) {
  return {{"version", manifest.version},
          {"commit", manifest.commit},
          {"compiler", manifest.compiler},
          {"flags", manifest.flags},
          {"instruction_set", manifest.instruction_set},
          {"cpu", manifest.cpu},
          {"libraries", written(manifest.libraries)},
          {"seed", manifest.seed},
          {"jobs", manifest.jobs},
          {"started", manifest.started},
          {"wall_seconds", finite_or_null(manifest.wall_seconds)}};
}

Json summary_of(const Report& report) {
  Json summary = Json::object();
  for (const Verdict verdict : every_verdict) {
    summary[std::string(name(verdict))] = verdict_count(report, verdict);
  }
  summary["missing"] = report.missing.size();
  return summary;
}

Json written(const Report& report) {
  return {{"schema_version", Report::schema_version},
          {"battery", report.battery},
          {"family_error", finite_or_null(report.family_error)},
          {"summary", summary_of(report)},
          {"manifest", written(report.manifest)},
          {"claims", written(report.claims)},
          {"missing", written(report.missing)}};
}

double read_number(const JsonNode& node) { return node.is_null() ? not_a_number : node.number(); }

std::optional<double> read_optional(const JsonNode& node) {
  return node.is_null() ? std::nullopt : std::optional(node.number());
}

template <class Read>
auto read_list(const JsonNode& node, Read read) {
  std::vector<decltype(read(node))> list;
  for (const JsonNode& element : node.elements()) {
    list.push_back(read(element));
  }
  return list;
}

Interval read_interval(const JsonNode& node) {
  if (node.is_null()) {
    return {not_a_number, not_a_number};
  }
  const Interval interval{read_optional(node.field("lower")), read_optional(node.field("upper"))};
  if (interval.lower && interval.upper && *interval.lower > *interval.upper) {
    node.field("lower").refuse("at most upper = " +
                               number_text(*interval.upper, Digits::round_trip));
  }
  return interval;
}

NamedText read_named_text(const JsonNode& node) {
  return {node.field("name").text(), node.field("text").text()};
}

MarginValue read_margin(const JsonNode& node) {
  return {node.field("name").text(), read_number(node.field("value"))};
}

Measurement read_measurement(const JsonNode& node) {
  return {.quantity = node.field("quantity").text(),
          .predicted = read_optional(node.field("predicted")),
          .observed = read_number(node.field("observed")),
          .accept = read_interval(node.field("accept"))};
}

StatisticalTest read_test(const JsonNode& node) {
  return {.statistic = node.field("statistic").text(),
          .value = read_number(node.field("value")),
          .interval = read_interval(node.field("interval")),
          .alpha = read_number(node.field("alpha")),
          .p_false_alarm = read_number(node.field("p_false_alarm")),
          .p_adjusted = read_number(node.field("p_adjusted"))};
}

Verdict read_verdict(const JsonNode& node) {
  const std::optional<Verdict> verdict = verdict_named(node.text());
  if (!verdict) {
    node.refuse("one of PASS, FAIL, INCONCLUSIVE, OUT_OF_REGIME, VACUOUS, ERROR");
  }
  return *verdict;
}

ExpectedVerdict read_expected(const JsonNode& node) {
  return {read_verdict(node.field("verdict")), node.field("evidence").text()};
}

ClaimResult read_claim(const JsonNode& node) {
  const JsonNode expected = node.field("expected");
  const JsonNode test = node.field("test");
  return {.id = node.field("id").text(),
          .statement = node.field("statement").text(),
          .source = node.field("source").text(),
          .kind = node.field("kind").text(),
          .theorem = node.field("theorem").text(),
          .hypotheses = node.field("hypotheses").text(),
          .method = node.field("method").text(),
          .settings = read_list(node.field("settings"), read_named_text),
          .expected = expected.is_null() ? std::nullopt : std::optional(read_expected(expected)),
          .verdict = read_verdict(node.field("verdict")),
          .explanation = node.field("explanation").text(),
          .margins = read_list(node.field("margins"), read_margin),
          .measurements = read_list(node.field("measurements"), read_measurement),
          .test = test.is_null() ? std::nullopt : std::optional(read_test(test)),
          .replicates = node.field("replicates").integer(),
          .seeds = node.field("seeds").text(),
          .engine = node.field("engine").text(),
          .precision = node.field("precision").text(),
          .wall_seconds = read_number(node.field("wall_seconds")),
          .replay = node.field("replay").text()};
}

Manifest read_manifest(const JsonNode& node) {
  return {.version = node.field("version").text(),
          .commit = node.field("commit").text(),
          .compiler = node.field("compiler").text(),
          .flags = node.field("flags").text(),
          .instruction_set = node.field("instruction_set").text(),
          .cpu = node.field("cpu").text(),
          .libraries = read_list(node.field("libraries"), read_named_text),
          .seed = node.field("seed").natural(),
          .jobs = node.field("jobs").integer(),
          .started = node.field("started").text(),
          .wall_seconds = read_number(node.field("wall_seconds"))};
}

// What versions 1 and 2 lack: empty, and the one theorem there was; a field that stands there all
// the same is left for the reader to refuse or take.
void bring_up_to_date(Json& document, std::int64_t version) {
  if (version == Report::schema_version) return;
  document["schema_version"] = Report::schema_version;
  const auto claims = document.find("claims");
  if (claims == document.end() || !claims->is_array()) return;
  for (Json& claim : *claims) {
    if (!claim.is_object()) continue;
    claim.emplace("theorem", "token_selection");
    if (version > 1) continue;
    for (const char* text : {"hypotheses", "method"}) claim.emplace(text, "");
    claim.emplace("settings", Json::array());
    claim.emplace("expected", nullptr);
  }
}

}  // namespace

std::string report_to_json(const Report& report) {
  return written(report).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Report report_from_json(std::string_view text) {
  Json document = parse_json(text);
  const JsonNode root(document, "");
  const JsonNode version = root.field("schema_version");
  if (version.integer() < Report::oldest_schema_version ||
      version.integer() > Report::schema_version) {
    version.refuse(std::to_string(Report::oldest_schema_version) + " to " +
                   std::to_string(Report::schema_version) + ", the versions this program reads");
  }
  bring_up_to_date(document, version.integer());
  const Report report{
      .battery = root.field("battery").text(),
      .family_error = read_number(root.field("family_error")),
      .manifest = read_manifest(root.field("manifest")),
      .claims = read_list(root.field("claims"), read_claim),
      .missing = read_list(root.field("missing"), [](const JsonNode& id) { return id.text(); })};
  // What was read is written again and laid beside what was given: a field that the readers above
  // do not know is found without a second list of fields.
  const Json again = written(report);
  root.require_same_fields(again);
  for (const auto& count : again["summary"].items()) {
    const JsonNode given = root.field("summary").field(count.key());
    if (given.natural() != count.value().get<std::uint64_t>()) {
      given.refuse(count.value().dump() + ", the number of such claims below");
    }
  }
  return report;
}

}  // namespace benignity
