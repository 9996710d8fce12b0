#include <cmath>
#include <memory>
#include <string>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "theory/prediction.hpp"
#include "verify/program/command.hpp"
#include "verify/program/configuration.hpp"

namespace benignity {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }

std::string text(const std::optional<double>& value) {
  return value ? fmt::format("{:.6g}", *value) : std::string("never");
}

void print_json(const Prediction& prediction) {
  Json margins = Json::object();
  for (const Margin& margin : prediction.margins) margins[margin.name] = number(margin.value);
  const double ratio = prediction.signal_to_noise_ratio;
  const MeanFieldTimes& times = prediction.mean_field;
  const Json json = {{"signal_to_noise_ratio", ratio},
                     {"signal_to_noise_ratio_squared", ratio * ratio},
                     {"kappa", prediction.kappa},
                     {"regime", name(prediction.regime)},
                     {"tau_select", number(prediction.tau_select)},
                     {"tau_memorize", number(prediction.tau_memorize)},
                     {"tau_benign", number(prediction.tau_benign)},
                     {"log_tau_benign", prediction.log_tau_benign},
                     {"margins", margins},
                     {"mean_field",
                      {{"select", number(times.select_clean)},
                       {"select_noisy", number(times.select_noisy)},
                       {"fit", number(times.fit)},
                       {"exit", number(times.exit)},
                       {"generalize", number(times.generalize)},
                       {"critical_kappa", number(prediction.critical_kappa.value)},
                       {"log_time_slope", number(prediction.log_time_slope)}}}};
  fmt::print("{}\n", json.dump(2));
}

void print_text(const Prediction& prediction) {
  const double ratio = prediction.signal_to_noise_ratio;
  const MeanFieldTimes& times = prediction.mean_field;
  fmt::print("SNR            {:.6g}   (SNR^2 {:.6g})\n", ratio, ratio * ratio);
  fmt::print("kappa          {:.6g}   (critical {})\n", prediction.kappa,
             text(prediction.critical_kappa.value));
  fmt::print("regime         {}\n\n", name(prediction.regime));
  fmt::print("Scales of the theorem [steps]\n");
  fmt::print("tau_select     {:.6g}\ntau_memorize   {:.6g}\ntau_benign     {:.6g}\n\n",
             prediction.tau_select, prediction.tau_memorize, prediction.tau_benign);
  fmt::print("Mean field, with its constants [steps]\n");
  fmt::print("select         {}   (noisy samples: {})\n", text(times.select_clean),
             text(times.select_noisy));
  fmt::print("fit            {}\nexit           {}\ngeneralize     {}\n", text(times.fit),
             text(times.exit), text(times.generalize));
  fmt::print("slope of log generalize in 1/kappa   {}\n\n", text(prediction.log_time_slope));
  fmt::print("Margins (an assumption holds where its margin exceeds 1)\n");
  for (const Margin& margin : prediction.margins) {
    fmt::print("{} {:<40}{:>12.4g}   {}\n", margin.value > 1 ? " " : "!", margin.name, margin.value,
               margin.equation);
  }
}

}  // namespace

void add_predict_command(CLI::App& program, Run& run) {
  CLI::App* command =
      program.add_subcommand("predict", "quantities, regime, margins and mean-field times");
  const auto sources = std::make_shared<ConfigurationSources>();
  const auto json = std::make_shared<bool>(false);
  command->add_option("--config", sources->file, "TOML file of keys");
  command->add_option("--set", sources->assignments, "key=value, wins over --config")
      ->allow_extra_args(false);
  command->add_flag("--json", *json, "as JSON");
  command->callback([&run, sources, json] {
    run = [sources, json] {
      const Prediction prediction = predict(read_settings(*sources).parameters);
      if (*json) {
        print_json(prediction);
      } else {
        print_text(prediction);
      }
      return ExitCode::all_pass;
    };
  });
}

}  // namespace benignity
