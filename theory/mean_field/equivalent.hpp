#pragma once

#include <string>
#include <variant>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// What training makes of H = Z^T Z and q = |p|^2, which carry the gain D of the logits.
enum class KernelMotion {
  grows,  ///< as in section 7b: lazy while |W^T p| << D
  frozen  ///< W or p stands still, and D with it: section 7 is no approximation in |W^T p|/D
};

/// The plain setting (setting/plain.hpp) with the same mean field, step for step: every head's
/// logits, and the margins Y f, obey its equation (7.4). [derived] theory/README.md (12.9)
struct MeanFieldEquivalent {
  Parameters plain;
  KernelMotion kernel = KernelMotion::grows;
  /// beta/(1 - beta) steps, the age of the velocity: events come later by the order of it, (12.8).
  double memory = 0;
};

/// The key that leaves the family of (12.9), its value, which value would not, and why it does.
struct NoEquivalent {
  const char* key;
  std::string value;
  std::string instead;
  std::string reason;
};

using MeanFieldReduction = std::variant<MeanFieldEquivalent, NoEquivalent>;

/// Heads that share a linear head: head_norm and step_size of one; W or p alone, W = I: the initial
/// scales with the same D; momentum beta: step_size/(1 - beta), its limit of small steps, for times
/// well beyond 1/(1 - beta) steps. A plain setting is its own equivalent, to the bit. Throws
/// InvalidInput for parameters that validate() refuses.
[[nodiscard]] MeanFieldReduction mean_field_reduction(const Parameters& parameters);

/// The equivalent; throws InvalidInput that names the key where there is none.
[[nodiscard]] MeanFieldEquivalent mean_field_equivalent(const Parameters& parameters);

/// |p|^2 of a head in the lazy mean field, at |W^T p|^2 = energy on the span of the data:
/// sigma_p^2 d, and energy/D more where p trains, D the equivalent's. Throws as above.
/// [derived] theory/README.md (12.10)
[[nodiscard]] double lazy_query_norm2(const Parameters& parameters, double energy);

/// |W^T p|^2 across the span of the data, where W stays as it was drawn: sigma_w^2 d |p|^2, and
/// |p_0|^2 = sigma_p^2 d for W = I, whose p trains within that span. [derived] (12.10)
[[nodiscard]] double norm2_across_data(const Parameters& parameters, double query_norm2);

}  // namespace benignity
