#include "verify/program/claim_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "theory/invalid_input.hpp"
#include "verify/claims/own/own_scale.hpp"
#include "verify/experiments/run_flips.hpp"
#include "verify/program/configuration.hpp"
#include "verify/program/standard_streams.hpp"
#include "verify/program/sweep_file.hpp"
#include "verify/program/toml_file.hpp"

namespace benignity {
namespace {

constexpr std::array<std::string_view, 12> claim_keys = {
    "id",        "statement", "observable", "relative_to", "exponent", "along",
    "tolerance", "at_least",  "at_most",    "probability", "or_never", "require_margins"};

/// The table [claim], one typed reader a kind of value.
class ClaimTable {
 public:
  explicit ClaimTable(TomlValue table) : table_(std::move(table)) {
    for (const TomlValue& entry : table_.children) {
      const auto* const known = std::find(claim_keys.begin(), claim_keys.end(), entry.key);
      if (known == claim_keys.end()) {
        throw InvalidInput(name(entry.key), text_of(entry),
                           fmt::format("one of the known keys: {}", fmt::join(claim_keys, ", ")));
      }
    }
  }

  [[nodiscard]] bool has(std::string_view key) const { return table_.find(key) != nullptr; }

  [[nodiscard]] std::optional<std::string> text(std::string_view key) const {
    const TomlValue* const value = find(key, TomlValue::Kind::word, "a text in quotes");
    return value != nullptr ? std::optional(value->text) : std::nullopt;
  }
  [[nodiscard]] std::optional<double> number(std::string_view key) const {
    const TomlValue* const value = find(key, TomlValue::Kind::number, "a number");
    return value != nullptr ? std::optional(value->number) : std::nullopt;
  }
  [[nodiscard]] std::optional<bool> truth(std::string_view key) const {
    const TomlValue* const value = find(key, TomlValue::Kind::truth, "true or false");
    return value != nullptr ? std::optional(value->text == "true") : std::nullopt;
  }

 private:
  static std::string name(std::string_view key) { return "claim." + std::string(key); }
  static std::string text_of(const TomlValue& entry) {
    return key_text(name(entry.key), entry).text;
  }

  [[nodiscard]] const TomlValue* find(std::string_view key, TomlValue::Kind kind,
                                      const char* requirement) const {
    const TomlValue* const value = table_.find(key);
    if (value != nullptr && value->kind != kind) {
      throw InvalidInput(name(key), text_of(*value), requirement);
    }
    return value;
  }

  TomlValue table_;
};

CellFigure observable_of(const ClaimTable& claim) {
  std::string known;
  for (const CellFigure& figure : cell_figures) {
    if (claim.text("observable") == std::string(figure.name)) return figure;
    known += (known.empty() ? "" : ", ") + std::string(figure.name);
  }
  throw InvalidInput("claim.observable", claim.text("observable").value_or("absent"),
                     "one of " + known);
}

const PredictedTime* relative_to(const ClaimTable& claim) {
  const std::optional<std::string> wanted = claim.text("relative_to");
  if (!wanted) return nullptr;
  std::string known;
  for (const PredictedTime& time : predicted_times) {
    if (*wanted == time.name) return &time;
    known += (known.empty() ? "" : ", ") + std::string(time.name);
  }
  throw InvalidInput("claim.relative_to", *wanted, "one of " + known);
}

/// A bound that no run can meet would FAIL whatever is true.
void require_possible(const CellFigure& observable, const Interval& accept) {
  if (observable.reach == Reach::any) return;
  const bool is_share = observable.reach == Reach::share;
  const std::string requirement =
      is_share ? "a bound that a share in [0, 1] can meet" : "a bound that a number >= 0 can meet";
  if (accept.upper && *accept.upper < 0) {
    throw InvalidInput("claim.at_most", shortest_decimal(*accept.upper), requirement);
  }
  if (is_share && accept.lower && *accept.lower > 1) {
    throw InvalidInput("claim.at_least", shortest_decimal(*accept.lower), requirement);
  }
}

std::variant<PowerLaw, Bound> prediction_of(const ClaimTable& claim, double default_probability,
                                            std::optional<std::int64_t> replicates) {
  const bool is_bound = claim.has("at_least") || claim.has("at_most");
  if (is_bound == claim.has("exponent")) {
    throw InvalidInput("claim", is_bound ? "an exponent and a bound" : "without a prediction",
                       "either one with exponent or one with at_least, at_most or both");
  }
  const auto aliens =
      is_bound ? std::array{"tolerance", "along"} : std::array{"probability", "or_never"};
  for (const char* const alien : aliens) {
    if (!claim.has(alien)) continue;
    throw InvalidInput(std::string("claim.") + alien, "given",
                       is_bound ? "absent beside a bound" : "absent beside an exponent");
  }
  if (is_bound) {
    Bound bound;
    bound.accept = {claim.number("at_least"), claim.number("at_most")};
    bound.probability = claim.number("probability").value_or(default_probability);
    bound.first_look = replicates.value_or(bound.first_look);
    require_possible(observable_of(claim), bound.accept);
    if (claim.truth("or_never").value_or(false)) bound.not_reached = Bound::NotReached::is_later;
    return bound;
  }
  PowerLaw law;
  law.exponent = claim.number("exponent").value();
  law.tolerance = claim.number("tolerance").value_or(law.tolerance);
  law.clusters = replicates.value_or(law.clusters);
  return law;
}

std::string default_statement(const OwnStatement& own) {
  if (const auto* law = std::get_if<PowerLaw>(&own.prediction)) {
    return fmt::format("{} is proportional to {}^{} (+- {})", observable_name(own),
                       abscissa_name(own), law->exponent, law->tolerance);
  }
  const Bound& bound = std::get<Bound>(own.prediction);
  std::string range = observable_name(own);
  if (bound.accept.lower) range = fmt::format("{} <= {}", *bound.accept.lower, range);
  if (bound.accept.upper) range = fmt::format("{} <= {}", range, *bound.accept.upper);
  const char* const never = bound.not_reached == Bound::NotReached::is_later ? " or never" : "";
  return fmt::format("with probability >= {}, {}{} in every cell", bound.probability, range, never);
}

/// Takes `replicates` out of the file: a claim runs them itself.
std::optional<std::int64_t> take_replicates(TomlValue& file) {
  const TomlValue* const value = file.find("replicates");
  if (value == nullptr) return std::nullopt;
  constexpr WholeRange range{1, 1'000'000};
  const KeyText written = key_text("replicates", *value);
  const auto replicates =
      static_cast<std::int64_t>(whole_number("replicates", written.text, range));
  file.erase("replicates");
  return replicates;
}

ClaimTable take_claim(TomlValue& file) {
  const TomlValue* const table = file.find("claim");
  if (table == nullptr || table->kind != TomlValue::Kind::table) {
    throw InvalidInput("claim", table != nullptr ? "no table" : "absent",
                       "a table [claim] with an observable and a prediction");
  }
  ClaimTable claim(*table);
  file.erase("claim");
  return claim;
}

/// The path as one word of a shell.
std::string quoted(const std::string& path) {
  std::string word;
  for (const char letter : path) {
    if (letter == '\'') {
      word += "'\\''";
    } else {
      word += letter;
    }
  }
  return fmt::format("'{}'", word);
}

std::string id_of(const ClaimTable& claim, const std::string& path) {
  const std::string id =
      claim.text("id").value_or("own." + std::filesystem::path(path).stem().string());
  const bool is_word = std::all_of(id.begin(), id.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' || letter == '-';
  });
  if (id.empty() || !is_word) {
    throw InvalidInput("claim.id", id.empty() ? "\"\"" : id,
                       "made of letters, digits and . _ - only");
  }
  for (const Claim& built_in : every_claim()) {
    if (built_in.description.id == id) {
      throw InvalidInput("claim.id", id, "another id than that of a built-in claim");
    }
  }
  return id;
}

}  // namespace

OwnStatement read_claim_file(const std::string& path) {
  TomlValue file = read_toml_file("claim-file", path);
  const ClaimTable claim = take_claim(file);
  const std::optional<std::int64_t> replicates = take_replicates(file);
  if (const TomlValue* const seed = file.find("seed"); seed != nullptr) {
    throw InvalidInput("seed", key_text("seed", *seed).text,
                       "given by --seed, not by a claim file");
  }
  OwnStatement own{.id = id_of(claim, path),
                   .statement = {},
                   .source = "[own] " + path,
                   .plan = read_sweep_plan(file, {}),
                   .observable = observable_of(claim),
                   .prediction = {},
                   .along = claim.text("along").value_or(""),
                   .relative_to = relative_to(claim)};
  validate(own.plan);
  own.prediction =
      prediction_of(claim, 1 - own.plan.cells.front().parameters.failure_probability, replicates);
  own.statement = claim.text("statement").value_or(default_statement(own));
  if (claim.truth("require_margins").value_or(false)) own.margins = MarginDuty::required;
  return own;
}

Battery read_claim_files(const std::vector<std::string>& paths) {
  Battery battery{"own", {}};
  std::set<std::string> ids;
  std::set<std::string> notes;  // each once, and none beside a refusal
  for (const std::string& path : paths) {
    const OwnStatement own = read_claim_file(path);
    Claim claim = own_claim(own);
    notes.insert(label_noise_note(own.plan));
    if (!ids.insert(claim.description.id).second) {
      throw InvalidInput("claim.id", claim.description.id, "the id of one claim, not of two files");
    }
    battery.claims.push_back(std::move(claim));
    if (!battery.selection.empty()) battery.selection += ' ';
    battery.selection += fmt::format("--claim-file {}", quoted(path));
  }
  for (const std::string& note : notes) warn(note);
  return battery;
}

}  // namespace benignity
