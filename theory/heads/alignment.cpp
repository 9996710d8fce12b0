#include "theory/heads/alignment.hpp"

#include <cmath>
#include <limits>

#include "theory/harmful/head_noise.hpp"

namespace benignity {

double heads_signal_to_noise(const Parameters& parameters) {
  validate(parameters);
  const auto heads = static_cast<double>(parameters.heads);
  const double cosine = parameters.head_alignment;
  const double noise = std::sqrt(1 + (heads - 1) * cosine * cosine);
  return cosine * std::sqrt(heads) * head_signal_to_noise(parameters) / noise;
}

AlignedHeadsError aligned_heads_error(const Parameters& parameters) {
  const double resolution = heads_signal_to_noise(parameters);
  const auto surplus =
      static_cast<double>(parameters.aligned_tokens() - parameters.confusing_tokens);
  const double uniform =
      (1 + parameters.weak_signal * surplus) / std::sqrt(static_cast<double>(parameters.tokens));
  return {normal_tail(resolution), normal_tail(resolution * uniform)};
}

double alignment_for(const Parameters& parameters, double signal_to_noise) {
  validate(parameters);
  const auto heads = static_cast<double>(parameters.heads);
  const double share = signal_to_noise / head_signal_to_noise(parameters);
  const double rest = heads - share * share * (heads - 1);
  return rest > 0 ? share / std::sqrt(rest) : std::numeric_limits<double>::infinity();
}

}  // namespace benignity
