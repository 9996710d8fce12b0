#include "verify/claims/single_head_attention/two_step_run.hpp"

#include "sim/trajectory/simulate.hpp"
#include "theory/signal_to_noise_ratio.hpp"
#include "verify/claims/runs.hpp"

namespace benignity {

double step_ratio_for_gaps(double unit, double first_step_unit) {
  return 2 * unit / (first_step_unit * first_step_unit);
}

Parameters two_step_parameters(const TwoStepSetting& setting, std::int64_t samples,
                               std::int64_t dimension) {
  Parameters parameters;
  parameters.samples = samples;
  parameters.dimension = dimension;
  parameters.tokens = 2;
  parameters.confusing_tokens = 0;
  parameters.chosen_aligned_tokens = 0;
  parameters.chosen_relevant_noise_std = 0;
  parameters.label_noise = setting.label_noise;
  parameters.init_weight_law = InitWeightLaw::identity;
  parameters.trained = {.weights = false, .query = true, .linear_head = true};
  parameters.init_head = InitHead::zero;
  parameters.chosen_head_step_size =
      setting.first_step_unit * 4 * static_cast<double>(samples) / static_cast<double>(dimension);
  parameters.step_size = setting.step_ratio * parameters.head_step_size();
  parameters.steps = 2;
  return with_kappa(parameters, setting.kappa);
}

Trajectory run_two_steps(const Parameters& parameters, const ClaimContext& context,
                         std::uint64_t replicate, std::int64_t test_samples) {
  RunSettings run = ends_of_run(parameters, context, replicate);
  run.test_samples = test_samples;
  return simulate(run);
}

}  // namespace benignity
