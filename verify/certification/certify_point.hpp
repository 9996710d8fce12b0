#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "verify/certification/exponential_fraction.hpp"
#include "verify/certification/inequality.hpp"
#include "verify/certification/lemma_certificate.hpp"
#include "verify/interval/enclosure.hpp"

namespace benignity {

enum class Outcome { certified, equal, violated, undecided };

struct PointVerdict {
  Outcome outcome = Outcome::undecided;
  std::string reason;  ///< of a violation: the inequality and its two sides, enclosed
};

/// Decides a lemma at a point. Certified: every inequality is strict beyond rounding. Equal: every
/// one holds, at least one as an identity of formulas. Violated: one is certainly false. The
/// precision doubles from first_bits until that is so; identities are tried after the second round,
/// so that an equality is never guessed from digits. Undecided past last_bits.
template <typename Lemma>
[[nodiscard]] PointVerdict certify_point(const Lemma& lemma, const typename Lemma::Point& point,
                                         const CertificationDesign& design) {
  std::vector<Outcome> outcomes;
  const auto settle_in_intervals = [&]() -> PointVerdict {
    const Inequalities<Enclosure> list = lemma.template inequalities<Enclosure>(point);
    outcomes.resize(list.size(), Outcome::undecided);
    bool open = list.empty();
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (outcomes[i] == Outcome::undecided && certainly_less(list[i].lesser, list[i].greater)) {
        outcomes[i] = Outcome::certified;
      }
      if (certainly_greater(list[i].lesser, list[i].greater)) {
        return {Outcome::violated, list[i].name +
                                       " is certainly false: " + round_trip(list[i].lesser) +
                                       " > " + round_trip(list[i].greater)};
      }
      open = open || outcomes[i] == Outcome::undecided;
    }
    return {open ? Outcome::undecided : Outcome::certified, {}};
  };
  const auto settle_identities = [&]() {
    const Inequalities<ExponentialFraction> list =
        lemma.template inequalities<ExponentialFraction>(point);
    bool open = list.empty();
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (outcomes[i] == Outcome::undecided && identically_equal(list[i].lesser, list[i].greater)) {
        outcomes[i] = Outcome::equal;
      }
      open = open || outcomes[i] == Outcome::undecided;
    }
    return !open;
  };
  bool some_equal = false;
  for (long bits = design.first_bits; bits <= design.last_bits; bits *= 2) {
    const WorkingPrecision scope(bits);
    PointVerdict verdict = settle_in_intervals();
    if (verdict.outcome == Outcome::certified && some_equal) {
      verdict.outcome = Outcome::equal;
    }
    if (verdict.outcome != Outcome::undecided) {
      return verdict;
    }
    if (bits == 2 * design.first_bits) {
      if (settle_identities()) {
        return {Outcome::equal, {}};
      }
      for (const Outcome outcome : outcomes) {
        some_equal = some_equal || outcome == Outcome::equal;
      }
    }
  }
  return {};
}

}  // namespace benignity
