#include "verify/experiments/setting_texts.hpp"

#include "theory/invalid_input.hpp"

namespace benignity {

std::string_view name(LabelNoiseKind kind) {
  return kind == LabelNoiseKind::fixed ? "fixed" : "bernoulli";
}

std::string_view name(InitWeightLaw law) {
  return law == InitWeightLaw::gaussian ? "gaussian" : "uniform";
}

std::vector<SettingText> setting_texts(const RunSettings& settings) {
  const Parameters& p = settings.parameters;
  const bool engine_chooses_times = settings.has_continuous_time() && !settings.chosen_record_every;
  return {{"samples", std::to_string(p.samples)},
          {"tokens", std::to_string(p.tokens)},
          {"dimension", std::to_string(p.dimension)},
          {"signal_norm", shortest_decimal(p.signal_norm)},
          {"noise_std", shortest_decimal(p.noise_std)},
          {"weak_signal", shortest_decimal(p.weak_signal)},
          {"label_noise", shortest_decimal(p.label_noise)},
          {"label_noise_kind", std::string(name(p.label_noise_kind))},
          {"confusing_tokens", std::to_string(p.confusing_tokens)},
          {"aligned_tokens", std::to_string(p.aligned_tokens())},
          {"head_norm", shortest_decimal(p.head_norm())},
          {"step_size", shortest_decimal(p.step_size)},
          {"steps", shortest_decimal(p.steps)},
          {"init_weight_std", shortest_decimal(p.init_weight_std())},
          {"init_query_std", shortest_decimal(p.init_query_std)},
          {"init_weight_law", std::string(name(p.init_weight_law))},
          {"failure_probability", shortest_decimal(p.failure_probability)},
          {"target_gap", shortest_decimal(p.target_gap())},
          {"selection_threshold", shortest_decimal(p.selection_threshold)},
          {"engine", std::string(name(settings.engine))},
          {"precision", std::string(name(settings.precision))},
          {"seed", std::to_string(settings.seed)},
          {"replicate", std::to_string(settings.replicate)},
          {"test_samples", std::to_string(settings.test_samples)},
          {"record_every",
           engine_chooses_times ? std::string() : std::to_string(settings.record_every())}};
}

std::string content_key(const RunSettings& settings) {
  std::string key;
  for (const SettingText& setting : setting_texts(settings)) {
    if (!key.empty()) key += ' ';
    key += setting.key;
    key += '=';
    key += setting.text;
  }
  return key;
}

}  // namespace benignity
