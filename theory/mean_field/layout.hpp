#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "theory/setting/token_law.hpp"

namespace benignity {

/// Samples that share true class and label state move together in the mean field. The class is
/// that of the true label Y*; a noisy sample is labelled with the other class.
enum class SampleType : std::size_t { clean_plus, noisy_plus, clean_minus, noisy_minus };

/// relevant: x_1 = mu_{Y*} + eps; confusing: rho mu_{-Y*} + eps; aligned: rho mu_{Y*} + eps;
/// irrelevant: eps.
enum class TokenKind : std::size_t { relevant, confusing, aligned, irrelevant };

inline constexpr std::array sample_types = {SampleType::clean_plus, SampleType::noisy_plus,
                                            SampleType::clean_minus, SampleType::noisy_minus};
inline constexpr std::array token_kinds = {TokenKind::relevant, TokenKind::confusing,
                                           TokenKind::aligned, TokenKind::irrelevant};

[[nodiscard]] constexpr std::size_t index_of(SampleType type) {
  return static_cast<std::size_t>(type);
}
[[nodiscard]] constexpr std::size_t index_of(TokenKind kind) {
  return static_cast<std::size_t>(kind);
}
[[nodiscard]] constexpr bool is_noisy(SampleType type) {
  return type == SampleType::noisy_plus || type == SampleType::noisy_minus;
}
/// Y*, +1 or -1.
[[nodiscard]] constexpr int true_label(SampleType type) {
  return type == SampleType::clean_plus || type == SampleType::noisy_plus ? 1 : -1;
}
/// Y, +1 or -1: the true label, flipped for a noisy type.
[[nodiscard]] constexpr int observed_label(SampleType type) {
  return is_noisy(type) ? -true_label(type) : true_label(type);
}

/// Exact sizes of the four types under LabelNoiseKind::fixed: ceil(n/2) samples in class +1, and
/// ceil(F/2) of the F = fixed_flips(law) flips there. F <= n, so no class is asked for more
/// flips than it has members. [derived] theory/README.md (7.4)
[[nodiscard]] std::array<std::int64_t, 4> fixed_type_counts(const TokenLaw& law);

/// What the mean field knows of the data: the share of the n samples in each type (in the order of
/// SampleType, sum 1) and how many tokens of each kind one sample has (in the order of TokenKind,
/// one relevant, sum T). A share or a multiplicity may be 0. [derived] theory/README.md (7.4)
template <typename Real>
struct MeanFieldLayout {
  std::array<Real, 4> weight;
  std::array<Real, 4> multiplicity;
  Real weak_signal;  ///< rho

  [[nodiscard]] Real tokens() const {
    return multiplicity[0] + multiplicity[1] + multiplicity[2] + multiplicity[3];
  }
  [[nodiscard]] bool holds(SampleType type) const { return weight[index_of(type)] > 0; }
  [[nodiscard]] bool holds(TokenKind kind) const { return multiplicity[index_of(kind)] > 0; }
};

/// (m+, m-) of a token: its coordinates along mu_+1 and mu_-1, each 1, rho or 0.
template <typename Real>
struct SignalCoefficients {
  Real plus;
  Real minus;
};

/// Shares from the exact counts (fixed) or (1-eta)/2 and eta/2 a class (bernoulli). At rho = 0 the
/// weak tokens are counted as irrelevant, which they then are: kept apart, they would be told from
/// each other by rounding, since ties between best tokens are unstable, (7.11).
/// Throws InvalidInput where validate(law) does. Instantiated for double; other scalars
/// include layout.ipp.
template <typename Real>
[[nodiscard]] MeanFieldLayout<Real> mean_field_layout(const TokenLaw& law);

template <typename Real>
[[nodiscard]] SignalCoefficients<Real> signal_coefficients(const MeanFieldLayout<Real>& layout,
                                                           SampleType type, TokenKind kind) {
  const Real strength = kind == TokenKind::relevant     ? Real(1)
                        : kind == TokenKind::irrelevant ? Real(0)
                                                        : layout.weak_signal;
  const bool own_class = kind != TokenKind::confusing;
  const bool along_plus = (true_label(type) == 1) == own_class;
  return along_plus ? SignalCoefficients<Real>{strength, Real(0)}
                    : SignalCoefficients<Real>{Real(0), strength};
}

}  // namespace benignity
