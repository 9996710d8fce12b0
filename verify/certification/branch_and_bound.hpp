#pragma once

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

/// A statement with the domain on which it is to be proved.
struct DomainTrial {
  std::string name;  ///< the domain, and the equality set it keeps away from
  Box domain;
  BoxStatement statement;
};

/// Proves every lesser < greater at every real point of the domain, by halving boxes along the
/// variable that helps most until interval arithmetic decides each. A box on which an inequality is
/// certainly false ends the search with a witness. Counted undecided are boxes beyond
/// `largest_box_count` and those whose ends are neighbouring doubles, so that they cannot be
/// halved. A statement without inequalities proves nothing. std::domain_error unless every range is
/// lower < upper and there is one.
[[nodiscard]] DomainProof prove_on_domain(const DomainTrial& trial,
                                          const CertificationDesign& design);

}  // namespace benignity
