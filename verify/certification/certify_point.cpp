#include "verify/certification/certify_point.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <vector>

namespace benignity {
namespace {

/// What is known of one inequality. What has been proved at a lower precision stays proved.
struct Standing {
  Outcome outcome = Outcome::undecided;
  bool is_of_numbers = false;  ///< neither side is void at the latest precision
};
using Standings = std::vector<Standing>;

bool holds_everywhere(const Standings& standings) {
  return !standings.empty() && std::ranges::none_of(standings, [](const Standing& standing) {
    return standing.outcome == Outcome::undecided;
  });
}

/// Certifies what is strict; the reason of a violation where there is one.
std::optional<std::string> settle_in_intervals(const LemmaAtPoint& lemma, Standings& standings) {
  const Inequalities<Enclosure> list = lemma.in_intervals();
  standings.resize(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& [name, lesser, greater] = list[i];
    if (certainly_greater(lesser, greater)) {
      return std::string(name) + " is certainly false: " + round_trip(lesser) + " > " +
             round_trip(greater);
    }
    if (standings[i].outcome == Outcome::undecided && certainly_less(lesser, greater)) {
      standings[i].outcome = Outcome::certified;
    }
    standings[i].is_of_numbers = may_be_number(lesser) && may_be_number(greater);
  }
  return std::nullopt;
}

/// Finds the identities among the undecided. Formulas do not know where a logarithm is undefined:
/// log(-1) is identical with itself, but only intervals can say that it is no number.
void settle_identities(const LemmaAtPoint& lemma, Standings& standings) {
  const Inequalities<ExponentialFraction> list = lemma.in_formulas();
  if (list.size() != standings.size()) {
    throw std::logic_error("certify_point: a lemma states " + std::to_string(standings.size()) +
                           " inequalities in intervals and " + std::to_string(list.size()) +
                           " in formulas at " + lemma.describe());
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (standings[i].outcome == Outcome::undecided && standings[i].is_of_numbers &&
        identically_equal(list[i].lesser, list[i].greater)) {
      standings[i].outcome = Outcome::equal;
    }
  }
}

}  // namespace

PointVerdict certify_point(const LemmaAtPoint& lemma, const CertificationDesign& design) {
  Standings standings;
  for (long bits = design.first_bits; bits <= design.last_bits; bits *= 2) {
    const WorkingPrecision scope(bits);
    if (const auto reason = settle_in_intervals(lemma, standings)) {
      return {Outcome::violated, *reason};
    }
    // Nearly all points are decided in the first round and most others in the second: algebra, a
    // thousand times dearer, is left for those that no precision would decide.
    if (bits == 2 * design.first_bits && !holds_everywhere(standings)) {
      settle_identities(lemma, standings);
    }
    if (holds_everywhere(standings)) {
      const bool some_equal = std::ranges::any_of(
          standings, [](const Standing& standing) { return standing.outcome == Outcome::equal; });
      return {some_equal ? Outcome::equal : Outcome::certified, {}};
    }
  }
  return {};
}

}  // namespace benignity
