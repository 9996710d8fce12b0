#pragma once

#include <array>
#include <cstddef>

#include "theory/mean_field/layout.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// The closed system of the limit d -> infinity with n, T and kappa fixed, small lazy
/// initialisation and rho |mu| >> sigma_eps where rho > 0. Nothing here is the paper's.
///
/// Time is scaled: theta = tau * alpha D sigma_eps^2 d / n with D = d(sigma_w^2 + sigma_p^2), so
/// that n, d, alpha and the initial scales drop out. [derived] theory/README.md (7.3), (7.4)
template <typename Real>
struct MeanFieldSystem {
  MeanFieldLayout<Real> layout;
  Real kappa;       ///< n SNR^2 = n |mu|^2 / (sigma_eps^2 d)
  Real head_value;  ///< g = |nu||mu|/sqrt(2), the relevant token's |nu^T x|
};

/// b_{type,kind}, the part of a token's logit that its own noise carries, at type * 4 + kind.
/// Entries of absent types and kinds stay 0.
template <typename Real>
using MeanFieldState = std::array<Real, 16>;

[[nodiscard]] constexpr std::size_t state_index(SampleType type, TokenKind kind) {
  return index_of(type) * 4 + index_of(kind);
}

/// lambda_+- = mu_+-1^T W^T p = kappa * sum over types and kinds of weight * multiplicity * m^+- b.
template <typename Real>
struct SignalLogits {
  Real plus;
  Real minus;
};

/// What one sample of a type does, arrays in the order of TokenKind, 0 for absent kinds.
template <typename Real>
struct SampleAttention {
  std::array<Real, 4> softmax;    ///< s of one token of the kind
  std::array<Real, 4> advantage;  ///< Y(gamma_t - f), without cancellation: (7.6)
  Real margin;                    ///< Y f
  Real loss_weight;               ///< -l'(Y f) = sigma(-Y f)
};

/// kappa, g and the layout of the parameters. Throws InvalidInput where validate(parameters) or
/// require_plain(parameters) does: other settings go by mean_field/equivalent.hpp.
template <typename Real>
[[nodiscard]] MeanFieldSystem<Real> mean_field_system(const Parameters& parameters);

/// kappa <= 10^9, g <= 10^3 and T <= 10^6: where the integration in double was checked. Beyond it
/// lambda = kappa * sum is lost to rounding, or the loss is a step function of the logits.
[[nodiscard]] bool inside_solved_range(const MeanFieldSystem<double>& system);

/// Gradient-descent steps a unit of theta takes, n / (alpha D sigma_eps^2 d) > 0, as its logarithm
/// (the value itself may leave the range of double). [derived] theory/README.md (7.3)
[[nodiscard]] double log_steps_per_scaled_time(const Parameters& parameters);

template <typename Real>
[[nodiscard]] SignalLogits<Real> signal_logits(const MeanFieldSystem<Real>& system,
                                               const MeanFieldState<Real>& state);

/// Finite for every finite state: the largest logit is subtracted before exponentials are taken.
template <typename Real>
[[nodiscard]] SampleAttention<Real> sample_attention(const MeanFieldSystem<Real>& system,
                                                     const MeanFieldState<Real>& state,
                                                     const SignalLogits<Real>& logits,
                                                     SampleType type);

/// db/dtheta = n c_{i,t} = sigma(-Y f) s_t Y(gamma_t - f); for every type the sum over its T tokens
/// is 0. [derived] theory/README.md (7.4), (7.5). Instantiated, like all templates here, for
/// double; other scalars include equations.ipp.
template <typename Real>
[[nodiscard]] MeanFieldState<Real> mean_field_rate(const MeanFieldSystem<Real>& system,
                                                   const MeanFieldState<Real>& state);

}  // namespace benignity
