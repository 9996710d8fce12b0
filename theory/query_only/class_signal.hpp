#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// What the steps of a run add up, w = -l'(Y f) and S = s_1 (1 - s_1). Index 0: class +1, 1: class
/// -1.
struct CumulatedSelection {
  std::array<double, 2> clean{};  ///< sum of w S over steps and clean samples of the class
  std::array<double, 2> noisy{};  ///< the same over noisy ones
  double unselected = 0;          ///< sum of w (1 - s_1)^2 over steps and all samples

  /// One sample at one step: Y f and s_1 before it.
  void add(int true_label, bool is_clean, double margin, double relevant);
  /// R > 1 in both classes, R the quotient of clean and noisy.
  [[nodiscard]] bool clean_outweighs() const;
  /// R < 1 in both.
  [[nodiscard]] bool noisy_outweighs() const;
};

/// lambda_s - lambda_s(0) of a query that trains alone with W = I, within `rest` of `value`.
struct ClassSignal {
  double value;
  double rest;
};

/// value = (|mu|^2 g/n) alpha (clean - noisy); rest bounds what other tokens and noise add, with
/// probability >= 1 - delta*/8. One class, 0 or 1 as above. Throws InvalidInput for parameters that
/// validate() refuses. [derived] theory/query_only/README.md (Q.3), (Q.4)
[[nodiscard]] ClassSignal class_signal(const Parameters& parameters,
                                       const CumulatedSelection& cumulated,
                                       std::size_t class_index);

}  // namespace benignity
