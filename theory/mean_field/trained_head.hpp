#pragma once

#include "theory/mean_field/equations.hpp"

namespace benignity {

/// The mean field where the linear head trains too, full batch, from zero or the signal direction:
/// beside the noise part b of a token's logit the noise part xi of its head value. With theta as in
/// MeanFieldSystem and r = alpha_nu/(alpha D),
///   lambda_+- = kappa sum w m mult b,          Gamma_+- = +-g + kappa sum w m mult xi,
///   a_t = m^+ lambda_+ + m^- lambda_- + b_t,   gamma_t = m^+ Gamma_+ + m^- Gamma_- + xi_t,
///   db/dtheta = sigma(-Yf) s_t Y(gamma_t - f),   dxi/dtheta = r sigma(-Yf) Y s_t.
/// [derived] theory/README.md (12.11)
struct TrainedHeadSystem {
  MeanFieldSystem<double> start;  ///< head_value: g at theta = 0, 0 for a head from zero
  double head_rate = 0;           ///< r
};

struct TrainedHeadState {
  MeanFieldState<double> logits{};  ///< b
  MeanFieldState<double> values{};  ///< xi
};

/// Whether the linear head trains, from zero or the signal direction, and nothing else leaves the
/// plain setting.
[[nodiscard]] bool has_trained_head_system(const Parameters& parameters);

/// One head, W and p and the linear head training by plain descent, init_head zero or signal.
/// Throws InvalidInput where validate(parameters) does or anything else leaves the plain setting.
[[nodiscard]] TrainedHeadSystem trained_head_system(const Parameters& parameters);

/// Steps of descent a unit of theta takes, and D. [derived] (7.3)
[[nodiscard]] double steps_per_scaled_time(const Parameters& parameters);
[[nodiscard]] double trained_head_gain(const Parameters& parameters);

/// Gamma_+- = nu . mu_+-1, what a fresh relevant token has as head value.
[[nodiscard]] SignalLogits<double> signal_values(const TrainedHeadSystem& system,
                                                 const TrainedHeadState& state);

[[nodiscard]] SampleAttention<double> sample_attention(const TrainedHeadSystem& system,
                                                       const TrainedHeadState& state,
                                                       SampleType type);

/// Inner products of w (first) and nu in the span of the data, in units of n/(sigma_eps^2 d):
///   <u, v> = sum over types and kinds of weight * multiplicity * b_u b_v + (u_+ v_+ + u_- v_-)/
///   kappa,   b_w = b, b_nu = xi, w_+- = lambda_+-, nu_+- = Gamma_+-.
struct TrainedHeadProducts {
  double directions;  ///< <w, w>
  double mixed;       ///< <w, nu>
  double heads;       ///< <nu, nu>
};
[[nodiscard]] TrainedHeadProducts products_per_sample(const TrainedHeadSystem& system,
                                                      const TrainedHeadState& state);

/// d/dtheta of the state.
[[nodiscard]] TrainedHeadState trained_head_rate(const TrainedHeadSystem& system,
                                                 const TrainedHeadState& state);

}  // namespace benignity
