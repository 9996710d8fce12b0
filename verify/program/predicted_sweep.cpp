#include "verify/program/predicted_sweep.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "sim/lanes/parallel_for.hpp"
#include "theory/invalid_input.hpp"
#include "theory/prediction.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/experiments/setting_texts.hpp"

namespace benignity {
namespace {

struct NumberColumn {
  const char* name;
  std::optional<double> (*of)(const Prediction&);
};

using P = const Prediction&;
constexpr std::array number_columns = {
    NumberColumn{"tau_select", [](P p) { return std::optional(p.tau_select); }},
    NumberColumn{"tau_memorize", [](P p) { return std::optional(p.tau_memorize); }},
    NumberColumn{"tau_benign", [](P p) { return std::optional(p.tau_benign); }},
    NumberColumn{"select", [](P p) { return p.mean_field.select_clean; }},
    NumberColumn{"select_noisy", [](P p) { return p.mean_field.select_noisy; }},
    NumberColumn{"fit", [](P p) { return p.mean_field.fit; }},
    NumberColumn{"exit", [](P p) { return p.mean_field.exit; }},
    NumberColumn{"generalize", [](P p) { return p.mean_field.generalize; }},
    NumberColumn{"critical_kappa", [](P p) { return p.critical_kappa.value; }},
    NumberColumn{"log_time_slope", [](P p) { return p.closed_forms.log_time_slope; }},
    NumberColumn{"benign_slope", [](P p) { return p.closed_forms.benign_slope; }},
    NumberColumn{"exit_exponent", [](P p) { return p.closed_forms.exit_exponent; }}};

std::string cell_text(std::optional<double> value) {
  return value && std::isfinite(*value) ? shortest_decimal(*value) : std::string();
}

/// What the cell's data say, and what the theory says of it: the columns after the swept keys.
std::vector<std::string> predicted_columns(const Parameters& parameters) {
  std::vector<std::string> row = {shortest_decimal(signal_to_noise_ratio<double>(parameters))};
  if (std::holds_alternative<NoEquivalent>(mean_field_reduction(parameters))) {
    row.resize(2 + number_columns.size());
    return row;
  }
  const Prediction prediction = predict(parameters);
  row.emplace_back(name(prediction.regime));
  for (const NumberColumn& column : number_columns) row.push_back(cell_text(column.of(prediction)));
  return row;
}

std::string csv_line(const std::vector<std::string>& columns) {
  std::string line;
  for (const std::string& column : columns) line += (line.empty() ? "" : ",") + column;
  return line + "\n";
}

}  // namespace

std::string predicted_sweep_csv(const SweepPlan& plan) {
  std::vector<std::string> keys = plan.swept;
  if (std::find(keys.begin(), keys.end(), "kappa") == keys.end()) keys.emplace_back("kappa");
  std::vector<RunSettings> cells = plan.cells;
  std::erase_if(cells, [](const RunSettings& cell) { return cell.replicate != 0; });
  std::vector<std::string> rows(cells.size());
  parallel_for(static_cast<std::ptrdiff_t>(cells.size()), [&](std::ptrdiff_t index) {
    const auto cell = static_cast<std::size_t>(index);
    std::vector<std::string> columns;
    for (const std::string& key : keys) columns.push_back(setting_text(cells[cell], key));
    for (std::string& column : predicted_columns(cells[cell].parameters)) {
      columns.push_back(std::move(column));
    }
    rows[cell] = csv_line(columns);
  });
  std::vector<std::string> header = keys;
  header.insert(header.end(), {"signal_to_noise_ratio", "regime"});
  for (const NumberColumn& column : number_columns) header.emplace_back(column.name);
  std::string csv = csv_line(header);
  for (const std::string& row : rows) csv += row;
  return csv;
}

}  // namespace benignity
