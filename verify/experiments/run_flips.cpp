#include "verify/experiments/run_flips.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/data/labels.hpp"
#include "theory/invalid_input.hpp"
#include "verify/experiments/setting_texts.hpp"

namespace benignity {
namespace {

bool flips_another_share(const TokenLaw& law) {
  constexpr double rounding = 1e-12;
  const std::optional<double> effective = effective_label_noise(law);
  return effective && std::abs(*effective - law.label_noise) > rounding;
}

/// Everything but label_noise, with the flips in its place: equal for cells that run the same.
std::string key_of_what_runs(RunSettings cell) {
  const std::int64_t flips = fixed_label_flips(cell.parameters)->total();
  cell.parameters.label_noise = 0;
  return std::to_string(flips) + " " + content_key(cell);
}

/// "0.01 = 0.02 = 0.03" for each group of values that run the same, each group once.
std::vector<std::string> coinciding_values(const SweepPlan& plan) {
  std::map<std::string, std::vector<std::string>> values;
  for (const RunSettings& cell : plan.cells) {
    if (cell.replicate != 0 || cell.parameters.label_noise_kind != LabelNoiseKind::fixed) continue;
    values[key_of_what_runs(cell)].push_back(shortest_decimal(cell.parameters.label_noise));
  }
  std::vector<std::string> groups;
  for (const auto& [key, same] : values) {
    if (same.size() < 2) continue;
    std::string group;
    for (const std::string& value : same) group += (group.empty() ? "" : " = ") + value;
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }
  return groups;
}

LabelFlips counted(const Labels& labels) {
  LabelFlips flips;
  for (std::size_t sample = 0; sample < labels.truth.size(); ++sample) {
    if (labels.is_noisy(sample)) ++(labels.truth[sample] > 0 ? flips.plus : flips.minus);
  }
  return flips;
}

}  // namespace

std::optional<LabelFlips> run_flips(const RunSettings& settings) {
  if (settings.data != nullptr) {
    return counted(choose_samples(*settings.data, settings.parameters, settings.head_samples,
                                  settings.seed, settings.replicate)
                       .labels);
  }
  if (const auto fixed = fixed_label_flips(settings.parameters)) return fixed;
  if (settings.engine == Engine::mean_field) return std::nullopt;
  return counted(draw_labels(settings.parameters, settings.seed, settings.replicate));
}

std::string label_noise_note(const TokenLaw& law) {
  if (!flips_another_share(law)) return {};
  const LabelFlips flips = *fixed_label_flips(law);
  return "label_noise is " + shortest_decimal(law.label_noise) + ", but " +
         std::to_string(flips.total()) + " of " + std::to_string(law.samples) +
         (flips.total() == 1 ? " labels is" : " labels are") + " flipped (" +
         std::to_string(flips.plus) + " of class +1, " + std::to_string(flips.minus) +
         " of class -1), a share of " + shortest_decimal(*effective_label_noise(law)) +
         ": label_noise_kind fixed flips ceil(samples * label_noise)";
}

std::string label_noise_note(const SweepPlan& plan) {
  const auto differing =
      std::count_if(plan.cells.begin(), plan.cells.end(),
                    [](const RunSettings& cell) { return flips_another_share(cell.parameters); });
  if (differing == 0) return {};
  std::string note = "label_noise is not the share of flipped labels in " +
                     std::to_string(differing) + " of " + std::to_string(plan.cells.size()) +
                     " cells: label_noise_kind fixed flips ceil(samples * label_noise), see the "
                     "column effective_label_noise";
  if (std::find(plan.swept.begin(), plan.swept.end(), "label_noise") == plan.swept.end()) {
    return note;
  }
  for (const std::string& group : coinciding_values(plan)) note += "; one setting: " + group;
  return note;
}

}  // namespace benignity
