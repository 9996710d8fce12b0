#include "verify/experiments/sweep_csv.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>

#include "theory/invalid_input.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/experiments/run_flips.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/experiments/setting_texts.hpp"

namespace benignity {
namespace {

/// A column beside the swept keys and the figures: what the setting is.
struct SettingColumn {
  std::string name;
  std::function<std::string(const RunSettings&)> text;
};

std::string count_text(const std::optional<std::int64_t>& count) {
  return count ? std::to_string(*count) : std::string();
}

std::optional<std::int64_t> flips_in(const RunSettings& cell,
                                     std::int64_t (*count)(const LabelFlips&)) {
  const std::optional<LabelFlips> flips = run_flips(cell);
  return flips ? std::optional(count(*flips)) : std::nullopt;
}

std::string effective_noise_text(const RunSettings& cell) {
  const std::optional<LabelFlips> flips = run_flips(cell);
  if (!flips) return {};
  return shortest_decimal(static_cast<double>(flips->total()) /
                          static_cast<double>(cell.parameters.samples));
}

/// kappa, the flips and every key that is not swept.
std::vector<SettingColumn> setting_columns(const SweepPlan& plan) {
  std::vector<SettingColumn> columns = {
      {"kappa",
       [](const RunSettings& cell) { return shortest_decimal(kappa<double>(cell.parameters)); }},
      {"flipped_labels",
       [](const RunSettings& cell) {
         return count_text(flips_in(cell, [](const LabelFlips& f) { return f.total(); }));
       }},
      {"effective_label_noise", effective_noise_text},
      {"flipped_plus",
       [](const RunSettings& cell) {
         return count_text(flips_in(cell, [](const LabelFlips& f) { return f.plus; }));
       }},
      {"flipped_minus", [](const RunSettings& cell) {
         return count_text(flips_in(cell, [](const LabelFlips& f) { return f.minus; }));
       }}};
  for (const Key<RunSettings>& key : setting_keys()) {
    columns.push_back({key.name, [&key](const RunSettings& cell) { return text(key.get(cell)); }});
  }
  std::erase_if(columns, [&](const SettingColumn& column) {
    return std::find(plan.swept.begin(), plan.swept.end(), column.name) != plan.swept.end();
  });
  return columns;
}

/// In quotes where a comma, a quote or a line break would end the field.
std::string quoted_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + "\"";
}

}  // namespace

std::string sweep_csv(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes) {
  const std::vector<SettingColumn> columns = setting_columns(plan);
  std::string csv;
  for (const std::string& key : plan.swept) csv += key + ",";
  for (const CellFigure& figure : cell_figures) csv += std::string(figure.name) + ",";
  for (const SettingColumn& column : columns) csv += column.name + ",";
  csv += "failure\n";
  for (std::size_t index = 0; index < plan.cells.size(); ++index) {
    const RunSettings& cell = plan.cells[index];
    for (const std::string& key : plan.swept) csv += quoted_field(setting_text(cell, key)) + ",";
    for (const std::optional<double>& figure : outcomes[index].figures) {
      csv += (figure ? shortest_decimal(*figure) : std::string()) + ",";
    }
    for (const SettingColumn& column : columns) csv += quoted_field(column.text(cell)) + ",";
    csv += quoted_field(outcomes[index].failure) + "\n";
  }
  return csv;
}

}  // namespace benignity
