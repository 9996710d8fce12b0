#pragma once

#include <string>

#include "verify/certification/inequality.hpp"
#include "verify/certification/lemma_certificate.hpp"

namespace benignity {

enum class Outcome { certified, equal, violated, undecided };

struct PointVerdict {
  Outcome outcome = Outcome::undecided;
  std::string reason;  ///< of a violation: the inequality and its two sides, enclosed
};

/// Decides a lemma at a point. Certified: every inequality is strict beyond rounding. Equal: every
/// one holds, at least one as an identity of formulas. Violated: one is certainly false. The
/// precision doubles from first_bits until that is so; identities are tried after the second round,
/// so that an equality is never guessed from digits. Undecided past last_bits, where a side is not
/// a real number, and where there is no inequality. std::logic_error where the lemma states other
/// inequalities in formulas than in intervals.
[[nodiscard]] PointVerdict certify_point(const LemmaAtPoint& lemma,
                                         const CertificationDesign& design);

/// The same for a lemma as AtPoint takes it.
template <typename Lemma>
[[nodiscard]] PointVerdict certify_point(const Lemma& lemma, const typename Lemma::Point& point,
                                         const CertificationDesign& design) {
  return certify_point(AtPoint<Lemma>(lemma, point), design);
}

}  // namespace benignity
