#pragma once

#include <string>
#include <variant>

#include "sim/measure/measured_tokens.hpp"
#include "theory/assumptions/margins.hpp"
#include "theory/setting/parameters.hpp"

namespace benignity {

/// Why no Gaussian law stands for the data.
struct NoEquivalentLaw {
  std::string reason;
};

/// The theorem's law with what was measured, for a run with these parameters: d = d_eff and
/// sigma_eps with sigma_eps^2 d = tr S; |mu| the length that selects, so that kappa is
///   kappa_eff = n selection_length2/tr S;
/// g that of the head; the places whose weight is more than 3.5 standard errors from 0 as aligned
/// or confusing tokens, rho the mean of their |weight|. W and p keep their gain D. Everything
/// isotropic: a prediction without guarantee. [derived] theory/README.md section 13
[[nodiscard]] std::variant<Parameters, NoEquivalentLaw> equivalent_law(
    const MeasuredTokens& measured, const Parameters& run);

/// A margin of section 9 as the tokens have it, beside what d_eff would give.
struct MeasuredMargin {
  std::string name;
  double measured = 0;  ///< above 1 where the assumption holds
  double standard_error = 0;
  double derived = 0;
};

/// Those of section 9 that speak of tokens, in its order: what (9.2) to (9.6) bound, over the
/// bound.
[[nodiscard]] std::vector<MeasuredMargin> measured_margins(const MeasuredTokens& measured,
                                                           const Parameters& equivalent);

}  // namespace benignity
