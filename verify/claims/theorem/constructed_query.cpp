#include "verify/claims/theorem/constructed_query.hpp"

#include <string>

#include "sim/data/token_law.hpp"
#include "theory/invalid_input.hpp"

namespace benignity {

ConstructedQuery constructed_query(const Parameters& parameters, const Labels& labels,
                                   const Matrix<double>& kernel, double noise_scale) {
  if (parameters.confusing_tokens < 1) {
    throw InvalidInput("confusing_tokens", std::to_string(parameters.confusing_tokens),
                       "at least 1 for the constructed query");
  }
  const Eigen::Index token_count = parameters.samples * parameters.tokens;
  Vector<double> weights = Vector<double>::Zero(token_count + 2);
  weights.tail(2).setOnes();
  for (std::int64_t i = 0; i < parameters.samples; ++i) {
    const auto sample = static_cast<std::size_t>(i);
    const std::int64_t memorised = labels.is_noisy(sample) ? 1 : 0;
    weights(i * parameters.tokens + memorised) += noise_scale;
    const SignalPart signal = signal_part(parameters, labels.truth[sample], memorised);
    weights(token_count) -= noise_scale * signal.plus;
    weights(token_count + 1) -= noise_scale * signal.minus;
  }
  ConstructedQuery query;
  query.logits = kernel.selfadjointView<Eigen::Lower>() * weights;
  query.readout = {query.logits(token_count), query.logits(token_count + 1),
                   weights.dot(query.logits)};
  return query;
}

}  // namespace benignity
