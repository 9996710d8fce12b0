#pragma once

#include <optional>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// The constructed query p = mu_+1 + mu_-1 + s z, z = sum_i eps^(i), with W = I: eps^(i) is the
/// noise of the relevant token of a clean sample, that of the confusing token of a noisy one. With
/// M = y sigma_eps |mu|, E = sigma_eps^2 d (sqrt(2x/d) + x/d), y^2/2 = x = log(8nT/delta):
struct QueryWindow {
  /// L: once a token leads all others by L, its head value decides the sign of f. (10.4)
  double deciding_gap = 0;
  /// 0 <= s <= this: s_1 >= 1/2 on every training sample, so that exactly the clean ones are
  /// fitted, and test error <= 3 delta/(16n). (10.6)
  std::optional<double> not_overfitting_end;
  /// benign_start <= s <= benign_end: every label fitted, s_1 >= 1/2 on clean samples, s_2 >= 1/2
  /// on noisy ones, and test error <= 3 delta/(16n). (10.7), (10.8)
  std::optional<double> benign_start;
  std::optional<double> benign_end;
  /// s >= this: every label fitted as above, and test error >= harmful_test_error. (10.9)
  std::optional<double> harmful_start;
  double harmful_test_error = 0;  ///< 3 B/(4T) - delta/(8n), B confusing tokens

  /// benign_start < benign_end: the construction overfits benignly somewhere.
  [[nodiscard]] bool is_open() const;
};

/// Scales s (a pure number) that hold with probability at least 1 - delta over the training noise,
/// for any labels. A scale is absent where its hypothesis fails: rho <= sqrt(2) y sigma_eps/|mu|
/// (the weak token is not visible; then all are), noise not near-orthogonal for benign_start, or
/// |mu| too large against sqrt(d) for harmful_start. Throws InvalidInput without confusing tokens
/// and as validate(parameters) does. [derived] theory/README.md (10.4) to (10.9)
[[nodiscard]] QueryWindow query_window(const Parameters& parameters);

/// (1 - rho)|mu|^2/(sigma_eps^2 d), where the noise of a memorised token outweighs the signal: the
/// leading order of not_overfitting_end and benign_start. [derived] theory/README.md (10.2)
[[nodiscard]] double memorisation_scale(const Parameters& parameters);

/// (1 - rho)|mu|^2/(sqrt(2n d) sigma_eps^2), where a fresh token's noise outweighs the signal:
/// sqrt(d/(2n)) memorisation scales. [derived] theory/README.md (10.3)
[[nodiscard]] double drowning_scale(const Parameters& parameters);

/// The test error as s -> infinity and |mu|/(sigma_eps sqrt(d)) -> 0: (B + I/2)/T with B confusing
/// and I irrelevant tokens, a token picked at random. [derived] theory/README.md (10.10)
[[nodiscard]] double test_error_of_random_selection(const Parameters& parameters);

}  // namespace benignity
