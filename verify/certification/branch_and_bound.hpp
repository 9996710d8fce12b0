#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "verify/certification/inequality.hpp"
#include "verify/certification/lemma_certificate.hpp"
#include "verify/interval/enclosure.hpp"

namespace benignity {

/// One variable's range, lower < upper.
struct Range {
  double lower;
  double upper;
};
using Box = std::vector<Range>;  ///< one to three variables

/// The statement for all points of a box at once: enclosures of both sides.
using BoxStatement = std::function<Inequalities<Enclosure>(const std::vector<Enclosure>&)>;

/// Proves lesser < greater at every real point of `domain`, by halving boxes along the variable
/// that helps most until interval arithmetic decides each. A box on which an inequality is
/// certainly false ends the search with a witness; boxes beyond `largest_box_count` are counted
/// undecided.
[[nodiscard]] DomainProof prove_on_domain(std::string description, const Box& domain,
                                          const BoxStatement& statement,
                                          const CertificationDesign& design);

}  // namespace benignity
