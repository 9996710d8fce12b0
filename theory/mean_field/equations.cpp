#include "theory/mean_field/equations.ipp"

#include <algorithm>

namespace benignity {

bool inside_solved_range(const MeanFieldSystem<double>& system) {
  return system.kappa > 0 && system.kappa <= 1e9 && system.head_value > 0 &&
         system.head_value <= 1e3 && system.layout.tokens() <= 1e6;
}

double log_steps_per_scaled_time(const Parameters& parameters) {
  validate(parameters);
  require_plain(parameters);
  const double largest_std = std::max(parameters.init_weight_std(), parameters.init_query_std);
  const double other_std = std::min(parameters.init_weight_std(), parameters.init_query_std);
  const double ratio = other_std / largest_std;
  return std::log(static_cast<double>(parameters.samples)) - std::log(parameters.step_size) -
         2 * std::log(static_cast<double>(parameters.dimension)) - 2 * std::log(largest_std) -
         std::log1p(ratio * ratio) - 2 * std::log(parameters.noise_std);
}

template MeanFieldSystem<double> mean_field_system<double>(const Parameters&);
template SignalLogits<double> signal_logits(const MeanFieldSystem<double>&,
                                            const MeanFieldState<double>&);
template SampleAttention<double> sample_attention(const MeanFieldSystem<double>&,
                                                  const MeanFieldState<double>&,
                                                  const SignalLogits<double>&, SampleType);
template MeanFieldState<double> mean_field_rate(const MeanFieldSystem<double>&,
                                                const MeanFieldState<double>&);

}  // namespace benignity
