#include "verify/claims/encoder/encoder_trial.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "verify/claims/runs.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {

Parameters encoder_setting(double signal_norm) {
  Parameters parameters;
  parameters.model = ModelKind::one_layer_encoder;
  parameters.dimension = 250;
  parameters.mlp_width = 250;
  parameters.signal_norm = signal_norm;
  return parameters;
}

Parameters with_parts(Parameters parameters, EncoderParts trained) {
  if (trained == EncoderParts::all) return parameters;
  // As the key `trained` sets it: weights and query are parts of the attention model alone.
  parameters.trained = {.weights = false, .query = false, .linear_head = true};
  parameters.chosen_encoder_trained = EncoderTrained{.class_token = false, .query_key = false};
  return parameters;
}

RunSettings encoder_run(const Parameters& parameters, const ClaimContext& context,
                        std::uint64_t replicate) {
  RunSettings run = ends_of_run(parameters, context, replicate);
  run.engine = Engine::dense;
  run.precision = Precision::float32;
  run.test_samples = 300;
  return run;
}

Finding decide(const EncoderTrial& trial, const ClaimContext& context) {
  std::vector<EncoderOutcome> outcomes;
  const SuccessDecision decision = decide_success_probability(
      {.probability = trial.probability, .alpha = context.alpha, .first_look = 96, .looks = 2},
      [&](std::int64_t first, std::int64_t last) {
        outcomes.resize(static_cast<std::size_t>(last));
        over_replicates(context, first, last, [&](std::int64_t replicate) {
          outcomes[static_cast<std::size_t>(replicate)] =
              trial.look_at(static_cast<std::uint64_t>(replicate), context);
        });
        return std::count_if(outcomes.begin() + first, outcomes.end(),
                             [](const EncoderOutcome& outcome) { return outcome.holds; });
      });
  Finding finding;
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = decision.replicates;
  const double share =
      static_cast<double>(decision.successes) / static_cast<double>(decision.replicates);
  finding.measurements = {{"share of replicates", std::nullopt, share, {trial.probability, 1.0}}};
  for (std::size_t figure = 0; figure < trial.figures.size(); ++figure) {
    double sum = 0;
    double least = outcomes.front().figures[figure];
    double largest = least;
    for (const EncoderOutcome& outcome : outcomes) {
      const double value = outcome.figures[figure];
      sum += value;
      least = std::min(least, value);
      largest = std::max(largest, value);
    }
    const std::string& name = trial.figures[figure];
    finding.measurements.push_back(
        {name + ", mean", std::nullopt, sum / static_cast<double>(outcomes.size()), {}});
    finding.measurements.push_back({name + ", least", std::nullopt, least, {}});
    finding.measurements.push_back({name + ", largest", std::nullopt, largest, {}});
  }
  finding.explanation = fmt::format("{} of {} replicates", decision.successes, decision.replicates);
  return finding;
}

}  // namespace benignity
