#pragma once

#include "theory/setting/parameters.hpp"

namespace benignity {

/// Phi(-z) = erfc(z/sqrt(2))/2, relative error of std::erfc; 0 and 1 at +-infinity, NaN at NaN.
[[nodiscard]] double normal_tail(double z);

/// The z with Phi(-z) = probability in (0, 1): normal_tail's inverse.
[[nodiscard]] double normal_quantile(double probability);

/// H = |mu|/(sqrt(2) sigma_eps) > 0: the head value of a noiseless relevant token over the standard
/// deviation of the head's noise. Throws InvalidInput, as all functions here, for parameters that
/// validate() refuses. [derived] theory/README.md (11.1)
[[nodiscard]] double head_signal_to_noise(const TokenLaw& law);

/// Phi(-H (1 + rho (A - B))/sqrt(T)): the error on fresh data of uniform attention, exactly; with A
/// aligned and B confusing tokens. What an untrained model with p0 = 0 has. [derived] (11.5)
[[nodiscard]] double uniform_attention_error(const TokenLaw& law);

/// Phi(-H sqrt(1 + rho^2 A)): no attention that is independent of the head's noise errs less.
/// [derived] (11.6)
[[nodiscard]] double least_attention_error(const TokenLaw& law);

/// |mu| below which uniform attention errs with probability > failure_probability: sqrt(2T)
/// sigma_eps z/(1 + rho (A - B)), Phi(-z) = failure_probability. 0 where failure_probability >=
/// 1/2, infinite where confusing tokens outweigh the rest. signal_norm is not read.
/// [derived] (11.7)
[[nodiscard]] double uniform_head_noise_threshold(const Parameters& parameters);

/// |mu| below which head noise alone makes every attention of (11.6) err with probability >
/// failure_probability: sqrt(2) sigma_eps z/sqrt(1 + rho^2 A). As above otherwise. [derived] (11.7)
[[nodiscard]] double least_head_noise_threshold(const Parameters& parameters);

}  // namespace benignity
