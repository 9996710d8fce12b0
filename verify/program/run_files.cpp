#include "verify/program/run_files.hpp"

#include <array>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "verify/experiments/setting_texts.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json parameters_json(const RunSettings& settings) {
  const Parameters& p = settings.parameters;
  return {{"samples", p.samples},
          {"tokens", p.tokens},
          {"dimension", p.dimension},
          {"signal_norm", p.signal_norm},
          {"noise_std", p.noise_std},
          {"weak_signal", p.weak_signal},
          {"label_noise", p.label_noise},
          {"label_noise_kind", name(p.label_noise_kind)},
          {"confusing_tokens", p.confusing_tokens},
          {"aligned_tokens", p.aligned_tokens()},
          {"head_norm", p.head_norm()},
          {"step_size", p.step_size},
          {"steps", p.steps},
          {"init_weight_std", p.init_weight_std()},
          {"init_query_std", p.init_query_std},
          {"init_weight_law", name(p.init_weight_law)},
          {"failure_probability", p.failure_probability},
          {"target_gap", p.target_gap()},
          {"selection_threshold", p.selection_threshold},
          {"test_samples", settings.test_samples},
          {"record_every", settings.has_continuous_time() && !settings.chosen_record_every
                               ? Json(nullptr)
                               : Json(settings.record_every())}};
}

/// A figure of a snapshot under its name in summary.json and trajectory.csv.
struct Figure {
  const char* name;
  std::optional<double> (*of)(const Snapshot&);
};

constexpr std::array figures = {
    Figure{"train_loss", [](const Snapshot& s) { return std::optional(s.train_loss); }},
    Figure{"test_loss", [](const Snapshot& s) { return std::optional(s.test.loss.mean); }},
    Figure{"test_loss_stderr",
           [](const Snapshot& s) { return std::optional(s.test.loss.standard_error); }},
    Figure{"train_accuracy", [](const Snapshot& s) { return std::optional(s.train_accuracy); }},
    Figure{"test_accuracy", [](const Snapshot& s) { return std::optional(s.test.accuracy.mean); }},
    Figure{"test_accuracy_stderr",
           [](const Snapshot& s) { return std::optional(s.test.accuracy.standard_error); }},
    Figure{"clean_relevant_min", [](const Snapshot& s) { return s.clean_relevant_min; }},
    Figure{"clean_relevant_mean", [](const Snapshot& s) { return s.clean_relevant_mean; }},
    Figure{"noisy_relevant_max", [](const Snapshot& s) { return s.noisy_relevant_max; }},
    Figure{"noisy_relevant_mean", [](const Snapshot& s) { return s.noisy_relevant_mean; }},
    Figure{"test_relevant_mean",
           [](const Snapshot& s) { return std::optional(s.test.relevant.mean); }},
    Figure{"lambda_plus", [](const Snapshot& s) { return std::optional(s.lambda_plus); }},
    Figure{"lambda_minus", [](const Snapshot& s) { return std::optional(s.lambda_minus); }},
    Figure{"query_norm_squared", [](const Snapshot& s) { return std::optional(s.query_norm2); }},
};

void add_figures(Json& json, const Snapshot& snapshot) {
  for (const Figure& figure : figures) json[figure.name] = number(figure.of(snapshot));
}

}  // namespace

std::string summary_json(const RunSettings& settings, const Trajectory& trajectory,
                         double wall_seconds) {
  Json summary = {{"parameters", parameters_json(settings)},
                  {"engine", name(settings.engine)},
                  {"precision", name(settings.precision)},
                  {"seed", settings.seed},
                  {"steps", settings.parameters.steps}};
  add_figures(summary, trajectory.final());
  Json initial = Json::object();
  add_figures(initial, trajectory.initial());
  summary["initial"] = initial;
  const StoppingTimes& times = trajectory.stopping_times;
  summary["stopping_times"] = {{"fit_all", number(times.fit_all)},
                               {"select_clean", number(times.select_clean)},
                               {"select_noisy", number(times.select_noisy)},
                               {"exit_noisy", number(times.exit_noisy)},
                               {"generalize", number(times.generalize)}};
  summary["conserved_drift"] = nullptr;
  if (const auto& drift = trajectory.conserved_drift) {
    summary["conserved_drift"] = {{"trace_balance", drift->trace_balance},
                                  {"squared_balance", drift->squared_balance},
                                  {"log_determinant", number(drift->log_determinant)},
                                  {"loss_rise", drift->loss_rise}};
  }
  summary["evaluations"] = trajectory.evaluations ? Json(*trajectory.evaluations) : Json(nullptr);
  summary["second_order"] = nullptr;
  if (trajectory.second_order) {
    Json second_order = Json::object();
    add_figures(second_order, *trajectory.second_order);
    summary["second_order"] = second_order;
  }
  summary["wall_seconds"] = wall_seconds;
  return summary.dump(2) + "\n";
}

std::string trajectory_csv(const Trajectory& trajectory) {
  std::string csv = "step";
  for (const Figure& figure : figures) csv += std::string(",") + figure.name;
  csv += "\n";
  for (const Snapshot& snapshot : trajectory.snapshots) {
    csv += fmt::format("{}", snapshot.step);
    for (const Figure& figure : figures) {
      const std::optional<double> value = figure.of(snapshot);
      csv += value ? fmt::format(",{}", *value) : std::string(",");
    }
    csv += "\n";
  }
  return csv;
}

}  // namespace benignity
