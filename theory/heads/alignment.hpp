#pragma once

#include "theory/setting/parameters.hpp"

namespace benignity {

/// R of the summed outputs of H independent linear heads: mean over standard deviation of f where
/// x_1 is selected, cos(phi) sqrt(H) |mu|/(sqrt(2) sigma_eps sqrt(sin^2 + H cos^2)) > 0. One
/// aligned head: head_signal_to_noise(). Throws InvalidInput, as all here, for parameters that
/// validate() refuses. [derived] theory/heads/README.md (H.7)
[[nodiscard]] double heads_signal_to_noise(const Parameters& parameters);

/// The error on fresh data between which memorising heads err: Phi(-R) where every head selects
/// x_1, Phi(-R (1 + rho (A - B))/sqrt(T)) under uniform attention. [derived] (H.7)
struct AlignedHeadsError {
  double selected;
  double uniform;
};
[[nodiscard]] AlignedHeadsError aligned_heads_error(const Parameters& parameters);

/// The cos(phi) in (0, 1] at which H heads have that R; above 1 where no alignment does. Reads
/// signal_norm, noise_std and heads. [derived] (H.8)
[[nodiscard]] double alignment_for(const Parameters& parameters, double signal_to_noise);

}  // namespace benignity
