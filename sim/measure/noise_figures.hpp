#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/data/arrays/data_set.hpp"
#include "sim/measure/class_means.hpp"
#include "sim/measure/half_samples.hpp"
#include "sim/measure/measured_tokens.hpp"

namespace benignity {

/// What the margins of section 9 bound, of the noise as the dynamics meet it: eps = x less its part
/// in the plane of the class means at the signal's place.
class NoiseFigures {
 public:
  /// Needs measured.signal_place, noise_trace and selection_length2; sets measured.head_gap.
  /// `head`: nu, or null.
  NoiseFigures(const LabelledTokens& samples, const Matrix<double>& kernel, const ClassGram& gram,
               const Matrix<double>* head, MeasuredTokens& measured);

  /// Spectral departure, row sums, overlap with the signal, with the head (0 without one), uniform
  /// attention (0 but for two classes), of these samples.
  [[nodiscard]] std::vector<double> of(const Samples& samples) const;
  static constexpr std::size_t count = 5;

 private:
  [[nodiscard]] double uniform_attention(const Samples& samples) const;

  std::int64_t tokens_;
  std::vector<std::uint8_t> absent_;
  Matrix<double> departure_;  // E E^T/tr S - I
  Vector<double> overlap_;
  Vector<double> head_overlap_;
  double head_gap_ = 1;
  std::optional<Vector<double>> pooled_;
};

}  // namespace benignity
