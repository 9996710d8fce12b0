#pragma once

#include "theory/harmful/attention_readout.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// Which noise fresh tokens have, to tell what destroys their classification.
enum class FreshNoise {
  everywhere,  ///< in head values and logits, as data have it
  head_only,   ///< quiet logits: a_t is the signal's m_t lambda, head values are noisy
  logits_only  ///< noisy logits, the head sees the signal alone: H -> infinity
};

/// P[Y* f(X) <= 0] on fresh data given the trained state, classes equally likely:
///   E_z Phi(-sum_t s_t (H y_t + Y* c z_t) / sqrt((1 - c^2) sum_t s_t^2)),
/// s = softmax(m_t^+ lambda_+ + m_t^- lambda_- + sigma_eps |w| z_t), z standard normal in R^T, y_t
/// = Y*(m_t^+ - m_t^-), c = cos(nu, w) = (lambda_+ - lambda_-)/(sqrt(2)|mu||w|). The mean over z is
/// that of 4096 points of the Sobol sequence (fewer for T > 1024): measured error at most 0.001 at
/// T = 8, 0.002 for logits_only, which averages an indicator. Throws InvalidInput for parameters
/// that validate() refuses. [derived] theory/README.md (11.3)
[[nodiscard]] double test_error(const Parameters& parameters, const AttentionReadout& readout,
                                FreshNoise noise = FreshNoise::everywhere);

}  // namespace benignity
