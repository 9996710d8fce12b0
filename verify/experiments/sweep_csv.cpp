#include "verify/experiments/sweep_csv.hpp"

#include <algorithm>

#include "theory/invalid_input.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/experiments/setting_texts.hpp"

namespace benignity {
namespace {

/// Positions in setting_texts(): swept keys as the plan has them, and the rest.
struct KeyOrder {
  std::vector<std::size_t> swept;
  std::vector<std::size_t> others;
};

KeyOrder key_order(const SweepPlan& plan, const std::vector<SettingText>& texts) {
  KeyOrder order;
  for (const std::string& key : plan.swept) {
    const auto found = std::find_if(texts.begin(), texts.end(),
                                    [&](const SettingText& text) { return text.key == key; });
    order.swept.push_back(static_cast<std::size_t>(found - texts.begin()));
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (std::find(order.swept.begin(), order.swept.end(), i) == order.swept.end()) {
      order.others.push_back(i);
    }
  }
  return order;
}

/// In quotes where a comma, a quote or a line break would end the field.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + "\"";
}

std::string row(const RunSettings& cell, const KeyOrder& order, const CellOutcome& outcome) {
  const std::vector<SettingText> texts = setting_texts(cell);
  std::string line;
  for (const std::size_t key : order.swept) line += texts[key].text + ",";
  for (const std::optional<double>& figure : outcome.figures) {
    line += (figure ? shortest_decimal(*figure) : std::string()) + ",";
  }
  line += shortest_decimal(kappa<double>(cell.parameters)) + ",";
  for (const std::size_t key : order.others) line += texts[key].text + ",";
  return line + field(outcome.failure) + "\n";
}

}  // namespace

std::string sweep_csv(const SweepPlan& plan, const std::vector<CellOutcome>& outcomes) {
  const std::vector<SettingText> names = setting_texts(plan.cells.front());
  const KeyOrder order = key_order(plan, names);
  std::string csv;
  for (const std::size_t key : order.swept) csv += std::string(names[key].key) + ",";
  for (const CellFigure& figure : cell_figures) csv += std::string(figure.name) + ",";
  csv += "kappa,";
  for (const std::size_t key : order.others) csv += std::string(names[key].key) + ",";
  csv += "failure\n";
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
    csv += row(plan.cells[cell], order, outcomes[cell]);
  }
  return csv;
}

}  // namespace benignity
