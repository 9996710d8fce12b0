#pragma once

#include <cstdint>
#include <optional>

namespace benignity {

/// How observed labels differ from true ones.
enum class LabelNoiseKind {
  fixed,     ///< classes as equal as n allows, exactly ceil(n eta) flips, the odd one in class +1
  bernoulli  ///< [paper] Y* uniform on {-1,+1}, each label flipped with probability eta
};

/// The law of the data, theory/README.md section 1; the defaults are the paper's benign setting.
struct TokenLaw {
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
  std::int64_t classes = 2;                           ///< C >= 2, each with a signal of its own
  std::optional<double> chosen_relevant_noise_std;    ///< of the relevant token, >= 0

  /// Default noise_std; 0: the relevant token is mu itself.
  [[nodiscard]] double relevant_noise_std() const {
    return chosen_relevant_noise_std.value_or(noise_std);
  }

  /// One aligned token where it fits; with T = 1 + confusing_tokens it is dropped.
  [[nodiscard]] std::int64_t aligned_tokens() const;
  [[nodiscard]] std::int64_t irrelevant_tokens() const;  ///< T - 1 - confusing - aligned
};

/// Number of flipped labels of the fixed law: ceil(n eta), the product taken as the decimal number
/// the user meant (20 * 0.2 is 4, not the 4.0000000000000009 of rounding upwards).
[[nodiscard]] std::int64_t fixed_flips(const TokenLaw& law);

/// Throws InvalidInput that names the first key of the law outside its range, or tokens that do not
/// fit.
void validate(const TokenLaw& law);

}  // namespace benignity
