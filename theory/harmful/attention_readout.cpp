#include "theory/harmful/attention_readout.hpp"

#include <cmath>

#include "theory/assumptions/training.hpp"
#include "theory/mean_field/equivalent.hpp"
#include "theory/mean_field/second_order.hpp"
#include "theory/prediction.hpp"
#include "theory/setting/plain.hpp"
#include "theory/time_scales.hpp"

namespace benignity {
namespace {

/// sigma_w^2 d.
double weight_logit_gain(const Parameters& parameters) {
  return parameters.init_weight_std() * parameters.init_weight_std() *
         static_cast<double>(parameters.dimension);
}

}  // namespace

AttentionReadout mean_field_readout(const Parameters& parameters, const MeanFieldMoment& moment) {
  const double energy = logit_energy<double>(parameters, trained_logits(parameters, moment));
  if (!is_plain(parameters)) {
    const double query_norm2 = lazy_query_norm2(parameters, energy);
    return {moment.lambda.plus, moment.lambda.minus,
            energy + norm2_across_data(parameters, query_norm2)};
  }
  // lazy_query_norm2() but for rounding, and the digits of the reports that are kept.
  const double gain = logit_gain<double>(parameters);
  const double query_norm2 = gain - weight_logit_gain(parameters) + energy / gain;
  return {moment.lambda.plus, moment.lambda.minus,
          energy + weight_logit_gain(parameters) * query_norm2};
}

std::vector<AttentionReadout> second_order_readouts(const Parameters& parameters,
                                                    const std::vector<double>& steps) {
  const auto system = second_order_system<double>(parameters);
  const double log_scale = log_steps_per_scaled_time(parameters);
  std::vector<double> times;
  for (const double step : steps) {
    times.push_back(step > 0 ? std::exp(std::log(step) - log_scale) : 0);
  }
  const double gain = logit_gain<double>(parameters);
  std::vector<AttentionReadout> readouts;
  for (const auto& state : second_order_states(system, times)) {
    const auto noise_logits = trained_noise_logits(system, state);
    const auto lambda = signal_logits(system.mean_field, noise_logits);
    const double along =  // |w|^2 = D^2 epsilon E, (7b.7)
        gain * gain * system.growth * energy_per_sample(system.mean_field, noise_logits);
    const double across = weight_logit_gain(parameters) * gain * query_norm2_share(system, state);
    readouts.push_back({lambda.plus, lambda.minus, along + across});
  }
  return readouts;
}

}  // namespace benignity
