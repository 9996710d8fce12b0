#include "verify/program/sweep_file.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include <fmt/core.h>

#include "theory/invalid_input.hpp"
#include "verify/experiments/decimal_range.hpp"
#include "verify/experiments/grid.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/experiments/setting_texts.hpp"
#include "verify/program/configuration.hpp"
#include "verify/program/toml_file.hpp"

namespace benignity {
namespace {

using SweptTexts = SweptKey<KeyText>;

std::vector<std::string> keys_of(const TomlValue& table) {
  std::vector<std::string> keys;
  for (const TomlValue& child : table.children) keys.push_back(child.key);
  return keys;
}

double range_number(const std::string& key, const TomlValue& range, const char* part) {
  const TomlValue* const value = range.find(part);
  const std::string name = key + "." + part;
  if (value == nullptr) throw InvalidInput(name, "absent", "a number: { from = , to = , step = }");
  if (value->kind != TomlValue::Kind::number) {
    throw InvalidInput(name, value->kind == TomlValue::Kind::word ? "a word" : "no number",
                       "a number");
  }
  return value->number;
}

std::vector<KeyText> range_texts(const TomlValue& range) {
  const std::string& key = range.key;
  for (const std::string& part : keys_of(range)) {
    if (part != "from" && part != "to" && part != "step") {
      throw InvalidInput(key, "a table with " + part, "a range { from = , to = , step = }");
    }
  }
  const DecimalRange bounds{range_number(key, range, "from"), range_number(key, range, "to"),
                            range_number(key, range, "step")};
  std::vector<KeyText> texts;
  for (std::string& value : range_values(key, bounds)) texts.push_back({key, std::move(value)});
  return texts;
}

SweptTexts swept_texts(const TomlValue& varied) {
  const std::string requirement = "a list [..] or a range { from = , to = , step = }";
  const std::string& key = varied.key;
  if (varied.kind == TomlValue::Kind::table) return {key, range_texts(varied)};
  if (varied.kind != TomlValue::Kind::list) {
    throw InvalidInput(key, "no list in [sweep]", requirement);
  }
  if (varied.children.empty()) throw InvalidInput(key, "an empty list in [sweep]", requirement);
  SweptTexts swept{key, {}};
  for (const TomlValue& value : varied.children) swept.values.push_back(key_text(key, value));
  return swept;
}

bool gives_signal_norm(const std::string& key) {
  return key == "signal_norm" || find_signal_key(key) != nullptr;
}

/// Settings that all cells share, and which keys they name.
struct SharedSettings {
  SettingsDraft draft;
  std::vector<std::string> keys;

  void set(const KeyText& value) {
    draft.assign(value);
    keys.push_back(value.key);
  }

  void require_varied_only(const std::vector<std::string>& swept) const {
    for (const std::string& key : swept) {
      for (const std::string& fixed : keys) {
        if (fixed == key)
          throw InvalidInput(key, "both fixed and varied", "in one of the two places");
        if (gives_signal_norm(fixed) && gives_signal_norm(key)) {
          throw InvalidInput(key, "varied beside a fixed " + fixed,
                             "the only one of kappa, snr and signal_norm");
        }
      }
    }
  }
};

void require_count(double cells, LargePlan large_plan) {
  const std::string count = fmt::format("{:.0f} cells", cells);
  if (cells > static_cast<double>(most_cells)) {
    throw InvalidInput("sweep", count, "one of at most " + std::to_string(most_cells));
  }
  if (cells > unconfirmed_cells && large_plan == LargePlan::refused) {
    throw InvalidInput(
        "sweep", count,
        fmt::format("one of at most {:.0f} (--yes takes larger ones)", unconfirmed_cells));
  }
}

/// The settings of the shared keys with these on top.
RunSettings settings_with(SettingsDraft draft, const std::vector<KeyText>& varied) {
  for (const KeyText& value : varied) draft.assign(value);
  RunSettings settings = draft.resolved();
  if (!settings.chosen_record_every && !settings.has_continuous_time()) {
    constexpr double largest = 1e15;
    const double last_step = std::clamp(std::ceil(settings.parameters.steps), 1.0, largest);
    settings.chosen_record_every = static_cast<std::int64_t>(last_step);
  }
  return settings;
}

/// A value given twice would show one run as two, which a mean over cells then counts double.
void require_distinct(const SettingsDraft& shared, const SweptTexts& swept) {
  std::map<std::string, std::size_t> places;
  for (std::size_t index = 0; index < swept.values.size(); ++index) {
    const KeyText& value = swept.values[index];
    const auto [found, is_new] =
        places.try_emplace(content_key(settings_with(shared, {value})), index);
    if (is_new) continue;
    throw InvalidInput(swept.name, value.text + " (value " + std::to_string(index + 1) + ")",
                       "another one than value " + std::to_string(found->second + 1) +
                           ", which gives the same cells");
  }
}

void add_replicates(SweepPlan& plan, const RunSettings& settings, std::uint64_t replicates) {
  for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
    plan.cells.push_back(settings);
    plan.cells.back().replicate = replicate;
  }
}

/// What varies, before it is combined with what is shared.
class Variation {
 public:
  explicit Variation(const TomlValue& file) {
    const TomlValue* const sweep = file.find("sweep");
    const TomlValue* const cells = file.find("cell");
    if ((sweep == nullptr) == (cells == nullptr)) {
      throw InvalidInput("sweep", sweep == nullptr ? "absent" : "given beside [[cell]]",
                         "either a table [sweep] of lists and ranges or a list [[cell]]");
    }
    if (sweep != nullptr) read_grid(*sweep);
    if (cells != nullptr) read_list(*cells);
  }

  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }

  [[nodiscard]] double size() const {
    return grid_.empty() ? static_cast<double>(list_.size()) : grid_size(grid_);
  }

  /// Refuses values of [sweep] and tables of [[cell]] that repeat others.
  void require_distinct_cells(const SettingsDraft& shared) const {
    for (const SweptTexts& swept : grid_) require_distinct(shared, swept);
    std::map<std::string, std::size_t> places;
    for (std::size_t index = 0; index < list_.size(); ++index) {
      const auto [found, is_new] =
          places.try_emplace(content_key(settings_with(shared, list_[index])), index);
      if (is_new) continue;
      throw InvalidInput("cell", "table " + std::to_string(index + 1),
                         "another cell than table " + std::to_string(found->second + 1));
    }
  }

  [[nodiscard]] std::vector<KeyText> values(std::uint64_t row) const {
    return grid_.empty() ? list_[row] : grid_row(grid_, row);
  }

 private:
  void read_grid(const TomlValue& table) {
    const bool is_table = table.kind == TomlValue::Kind::table;
    if (!is_table || table.children.empty()) {
      throw InvalidInput("sweep", is_table ? "empty" : "no table",
                         "a table of keys with lists or ranges");
    }
    keys_ = keys_of(table);
    for (const TomlValue& varied : table.children) grid_.push_back(swept_texts(varied));
  }

  void read_list(const TomlValue& cells) {
    const auto is_table = [](const TomlValue& each) { return each.kind == TomlValue::Kind::table; };
    if (cells.kind != TomlValue::Kind::list || cells.children.empty() ||
        !std::all_of(cells.children.begin(), cells.children.end(), is_table)) {
      throw InvalidInput("cell", "no list of tables", "one or more tables [[cell]]");
    }
    for (const TomlValue& cell : cells.children) {
      const std::vector<std::string> keys = keys_of(cell);
      if (keys_.empty()) keys_ = keys;
      if (keys.empty() ||
          !std::is_permutation(keys.begin(), keys.end(), keys_.begin(), keys_.end())) {
        throw InvalidInput("cell", "table " + std::to_string(list_.size() + 1),
                           "one with the keys of the first, at least one");
      }
      std::vector<KeyText> values;
      for (const std::string& key : keys_) values.push_back(key_text(key, *cell.find(key)));
      list_.push_back(std::move(values));
    }
  }

  std::vector<std::string> keys_;
  std::vector<SweptTexts> grid_;
  std::vector<std::vector<KeyText>> list_;
};

}  // namespace

SweepPlan read_sweep_plan(const SweepSources& sources) {
  return read_sweep_plan(read_toml_file("config", sources.file), sources);
}

SweepPlan read_sweep_plan(const TomlValue& file, const SweepSources& sources) {
  const Variation variation(file);
  SharedSettings shared;
  std::uint64_t replicates = 1;
  for (const TomlValue& entry : file.children) {
    if (entry.key == "sweep" || entry.key == "cell") continue;
    const KeyText value = key_text(entry.key, entry);
    if (entry.key == "replicates") {
      replicates = whole_number(entry.key, value.text, {1, static_cast<std::uint64_t>(most_cells)});
    } else {
      shared.set(value);
    }
  }
  shared.draft.begin_next_source();
  for (const std::string& assignment : sources.assignments) {
    shared.set(parse_assignment(assignment));
  }
  shared.require_varied_only(variation.keys());
  shared.draft.begin_next_source();
  require_count(variation.size() * static_cast<double>(replicates), sources.large_plan);
  variation.require_distinct_cells(shared.draft);

  SweepPlan plan;
  plan.swept = variation.keys();
  for (std::uint64_t row = 0; row < static_cast<std::uint64_t>(variation.size()); ++row) {
    add_replicates(plan, settings_with(shared.draft, variation.values(row)), replicates);
  }
  return plan;
}

}  // namespace benignity
