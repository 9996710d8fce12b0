#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "verify/claims/claim.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {

/// A statement made false by one changed constant; design and code path are those of its claim.
struct Mutant {
  std::string claim_id;  ///< of the true claim
  std::string name;      ///< control.CLAIM_ID.NAME is the control's id
  std::string change;    ///< "exponent off by 0.05"
  std::function<Finding(const ClaimContext&)> check;
  /// P[FAIL] of the declared design, from the effect that this run measured; absent where no
  /// probability is involved.
  std::function<double(const Finding&)> power;
};

/// Detected: the mutated claim FAILs, by its own verdict or by a p-value that Holm's first step
/// rejects at the claim's level. OUT_OF_REGIME, VACUOUS and INCONCLUSIVE are not detections.
[[nodiscard]] bool is_detected(const Finding& finding, double alpha);

/// The claim that the mutant is detected: PASS where it is, FAIL where it is not. It is decided at
/// the level the true claim has in a battery of `family_size` statistical claims.
[[nodiscard]] Claim control_claim(const Mutant& mutant, std::size_t family_size);

/// P[FAIL] of Student's test on a mean exponent (verify/statistics/slope_equivalence.hpp) when the
/// slopes scatter as in `finding` around the mean it found; normal approximation to the noncentral
/// law. Throws std::domain_error for a finding without a test.
[[nodiscard]] double power_of_slope_test(const Finding& finding, double predicted, double tolerance,
                                         double clusters);

/// A lower bound of P[FAIL at the first look] of the design at the finding's alpha, when the true
/// success probability is the upper 95% confidence bound of what `finding` observed. Throws as
/// above.
[[nodiscard]] double power_of_success_test(const Finding& finding, SuccessDesign design);

/// At least one mutant of every kind of claim of token_selection and the instruments.
[[nodiscard]] std::vector<Mutant> token_selection_mutants();

}  // namespace benignity
