#include "verify/program/run_files.hpp"

#include <array>
#include <cmath>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "sim/data/arrays/chosen_samples.hpp"
#include "sim/data/probes.hpp"
#include "sim/trajectory/data_settings.hpp"
#include "sim/trajectory/given_dynamics.hpp"
#include "verify/experiments/run_flips.hpp"
#include "verify/experiments/setting_keys.hpp"
#include "verify/program/certificate_parts.hpp"
#include "verify/program/flips_json.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

struct JsonOfValue {
  Json operator()(std::monostate) const { return nullptr; }
  template <class Value>
  Json operator()(const Value& value) const {
    return value;
  }
};

/// A word that says yes or no is a truth value of JSON.
Json value_json(const Key<RunSettings>& key, const RunSettings& settings) {
  const SettingValue value = key.get(settings);
  const bool is_truth = !key.words.empty() && key.words.front() == "true";
  return is_truth ? Json(text(value) == "true") : std::visit(JsonOfValue{}, value);
}

/// Every key but those that the summary shows beside it.
Json parameters_json(const RunSettings& settings) {
  Json parameters = Json::object();
  for (const Key<RunSettings>& key : setting_keys()) {
    const std::string_view name = key.name;
    if (name == "engine" || name == "precision" || name == "seed" || name == "replicate") continue;
    parameters[key.name] =
        is_without_meaning(settings, key.name) ? Json(nullptr) : value_json(key, settings);
  }
  return parameters;
}

/// NaN is what given data do not know.
std::optional<double> known(double figure) {
  return std::isnan(figure) ? std::nullopt : std::optional(figure);
}

/// Which given samples trained, and with which labels.
Json data_json(const RunSettings& settings) {
  const DataSet& set = *settings.data;
  const ChosenSamples chosen = choose_samples(set, settings.parameters, settings.head_samples,
                                              settings.seed, settings.replicate);
  Json flipped = Json::array();
  for (std::size_t i = 0; i < chosen.training.size(); ++i) {
    if (chosen.labels.is_noisy(i)) flipped.push_back(chosen.training[i]);
  }
  const bool all_train = static_cast<std::int64_t>(chosen.training.size()) == set.training.samples;
  return {{"given_samples", set.training.samples},
          {"test_samples", set.test ? set.test->samples : 0},
          {"label_values", set.label_values},
          {"training_samples", all_train ? Json(nullptr) : Json(chosen.training)},
          {"flipped_samples", flipped},
          {"linear_head", head_origin(settings)}};
}

/// A figure of a snapshot under its name in summary.json and trajectory.csv.
struct SnapshotFigure {
  const char* name;
  std::optional<double> (*of)(const Snapshot&);
};

constexpr std::array snapshot_figures = {
    SnapshotFigure{"train_loss", [](const Snapshot& s) { return std::optional(s.train_loss); }},
    SnapshotFigure{"test_loss", [](const Snapshot& s) { return known(s.test.loss.mean); }},
    SnapshotFigure{"test_loss_stderr",
                   [](const Snapshot& s) { return known(s.test.loss.standard_error); }},
    SnapshotFigure{"train_accuracy",
                   [](const Snapshot& s) { return std::optional(s.train_accuracy); }},
    SnapshotFigure{"test_accuracy", [](const Snapshot& s) { return known(s.test.accuracy.mean); }},
    SnapshotFigure{"test_accuracy_stderr",
                   [](const Snapshot& s) { return known(s.test.accuracy.standard_error); }},
    SnapshotFigure{"clean_relevant_min", [](const Snapshot& s) { return s.clean_relevant_min; }},
    SnapshotFigure{"clean_relevant_mean", [](const Snapshot& s) { return s.clean_relevant_mean; }},
    SnapshotFigure{"noisy_relevant_max", [](const Snapshot& s) { return s.noisy_relevant_max; }},
    SnapshotFigure{"noisy_relevant_mean", [](const Snapshot& s) { return s.noisy_relevant_mean; }},
    SnapshotFigure{"test_relevant_mean",
                   [](const Snapshot& s) { return known(s.test.relevant.mean); }},
    SnapshotFigure{"lambda_plus", [](const Snapshot& s) { return known(s.lambda_plus); }},
    SnapshotFigure{"lambda_minus", [](const Snapshot& s) { return known(s.lambda_minus); }},
    SnapshotFigure{"query_norm_squared", [](const Snapshot& s) { return known(s.query_norm2); }},
    SnapshotFigure{"clean_fitted", [](const Snapshot& s) { return s.clean_fitted; }},
    SnapshotFigure{"noisy_fitted", [](const Snapshot& s) { return s.noisy_fitted; }},
};

void add_figures(Json& json, const Snapshot& snapshot) {
  for (const SnapshotFigure& figure : snapshot_figures)
    json[figure.name] = number_or_null(figure.of(snapshot));
}

Json times_json(const StoppingTimes& times) {
  return {{"fit_all", number_or_null(times.fit_all)},
          {"select_clean", number_or_null(times.select_clean)},
          {"select_noisy", number_or_null(times.select_noisy)},
          {"exit_noisy", number_or_null(times.exit_noisy)},
          {"generalize", number_or_null(times.generalize)}};
}

/// What rides along with c = 0 after the tokens of training.
Json passive_probes_json(const RunSettings& settings) {
  const bool has_vectors = settings.data == nullptr && settings.engine != Engine::mean_field &&
                           settings.parameters.model == ModelKind::attention;
  const Probes probes = has_vectors ? probes_of(settings.parameters) : Probes{};
  return {{"signals", probes.signals},
          {"head_directions", probes.directions},
          {"initial_queries", probes.queries},
          {"count", probes.count()}};
}

Json proof_json(const ProofSummary& summary) {
  const Proof& proof = summary.proof;
  return {{"steps", proof.steps},
          {"digits", proof.digits()},
          {"attempts", proof.attempts},
          {"undecided_at", proof.undecided_at ? Json(*proof.undecided_at) : Json(nullptr)},
          {"stopping_times", times_json(proof.stopping_times)},
          {"fresh", fresh_json(proof)},
          {"fresh_absent_because", proof.fresh_absent_because},
          {"test", test_json(proof)},
          {"wall_seconds", summary.wall_seconds}};
}

}  // namespace

std::string summary_json(const RunSettings& settings, const Trajectory& trajectory,
                         const RunCircumstances& circumstances) {
  Json summary = {{"parameters", parameters_json(settings)},
                  {"engine", name(settings.engine)},
                  {"precision", name(settings.precision)},
                  {"seed", settings.seed},
                  {"steps", settings.parameters.steps}};
  const double end = trajectory.final().step;
  summary["interrupted_at"] = end < settings.parameters.steps ? Json(end) : Json(nullptr);
  add_flips(summary, settings.parameters, run_flips(settings));
  add_figures(summary, trajectory.final());
  Json initial = Json::object();
  add_figures(initial, trajectory.initial());
  summary["initial"] = initial;
  summary["stopping_times"] = times_json(trajectory.stopping_times);
  summary["conserved_drift"] = nullptr;
  if (const auto& drift = trajectory.conserved_drift) {
    summary["conserved_drift"] = {{"trace_balance", drift->trace_balance},
                                  {"squared_balance", drift->squared_balance},
                                  {"log_determinant", number_or_null(drift->log_determinant)},
                                  {"loss_rise", drift->loss_rise}};
  }
  summary["evaluations"] = trajectory.evaluations ? Json(*trajectory.evaluations) : Json(nullptr);
  summary["second_order"] = nullptr;
  if (trajectory.second_order) {
    Json second_order = Json::object();
    add_figures(second_order, *trajectory.second_order);
    summary["second_order"] = second_order;
  }
  summary["passive_probes"] = passive_probes_json(settings);
  summary["data"] = settings.data ? data_json(settings) : Json(nullptr);
  summary["engine_reason"] =
      circumstances.engine_reason.empty() ? Json(nullptr) : Json(circumstances.engine_reason);
  summary["wall_seconds"] = circumstances.wall_seconds;
  if (circumstances.proof) summary["proof"] = proof_json(*circumstances.proof);
  return summary.dump(2) + "\n";
}

std::string trajectory_csv(const Trajectory& trajectory) {
  std::string csv = "step";
  for (const SnapshotFigure& figure : snapshot_figures) csv += std::string(",") + figure.name;
  csv += "\n";
  for (const Snapshot& snapshot : trajectory.snapshots) {
    csv += fmt::format("{}", snapshot.step);
    for (const SnapshotFigure& figure : snapshot_figures) {
      const std::optional<double> value = figure.of(snapshot);
      csv += value ? fmt::format(",{}", *value) : std::string(",");
    }
    csv += "\n";
  }
  return csv;
}

}  // namespace benignity
