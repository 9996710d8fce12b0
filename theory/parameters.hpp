#pragma once

#include <cstdint>
#include <optional>

namespace benignity {

/// How observed labels differ from true ones.
enum class LabelNoiseKind {
  fixed,     ///< classes as equal as n allows, exactly ceil(n eta) flips, the odd one in class +1
  bernoulli  ///< [paper] Y* uniform on {-1,+1}, each label flipped with probability eta
};

/// Law of the entries of W at tau = 0; both have mean 0 and standard deviation init_weight_std.
enum class InitWeightLaw { gaussian, uniform };

/// The setting of the theorem, theory/README.md section 1. The defaults are the paper's benign
/// setting. Values are kept as the user gave them; every function of them is templated on the
/// scalar it computes in and converts them exactly.
struct Parameters {
  std::int64_t samples = 20;      ///< n >= 1, training samples
  std::int64_t tokens = 8;        ///< T >= 2, tokens a sample
  std::int64_t dimension = 2000;  ///< d >= 1, embedding dimension
  double signal_norm = 20;        ///< |mu| > 0, norm of mu_+1 and of mu_-1
  double noise_std = 1;           ///< sigma_eps > 0, token noise
  double weak_signal = 0.1;       ///< rho in [0, 1]
  double label_noise = 0.2;       ///< eta in [0, 1)
  LabelNoiseKind label_noise_kind = LabelNoiseKind::fixed;
  std::int64_t confusing_tokens = 1;                  ///< tokens rho mu_{-Y*} + eps
  std::optional<std::int64_t> chosen_aligned_tokens;  ///< tokens rho mu_{Y*} + eps
  std::optional<double> chosen_head_norm;             ///< |nu|
  double step_size = 0.005;                           ///< alpha > 0
  double steps = 1000;  ///< tau, gradient-descent steps (whole, except for the flow)
  std::optional<double> chosen_init_weight_std;  ///< sigma_w
  double init_query_std = 0;                     ///< sigma_p
  InitWeightLaw init_weight_law = InitWeightLaw::gaussian;
  double failure_probability = 0.05;        ///< delta in (0, 1)
  std::optional<double> chosen_target_gap;  ///< lambda* > 0
  double selection_threshold = 0.5;         ///< in (0, 1)

  /// One aligned token where it fits; with T = 1 + confusing_tokens it is dropped.
  [[nodiscard]] std::int64_t aligned_tokens() const;
  [[nodiscard]] std::int64_t irrelevant_tokens() const;  ///< T - 1 - confusing - aligned
  [[nodiscard]] double head_norm() const;                ///< default 1/|mu|
  [[nodiscard]] double init_weight_std() const;          ///< default 1/sqrt(3d)
  [[nodiscard]] double target_gap() const;               ///< default log(T-1), for T = 2 log 2
};

/// Number of flipped labels of the fixed law: ceil(n eta), the product taken as the decimal number
/// the user meant (20 * 0.2 is 4, not the 4.0000000000000009 of rounding upwards).
[[nodiscard]] std::int64_t fixed_flips(const Parameters& parameters);

/// Throws InvalidInput that names the first key outside its range: integers below their minimum,
/// tokens that do not fit, label_noise outside [0, 1), non-finite values, and magnitudes outside
/// [1e-60, 1e60], which keep every formula of the theory inside the range of double.
void validate(const Parameters& parameters);

}  // namespace benignity
