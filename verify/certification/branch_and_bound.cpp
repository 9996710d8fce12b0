#include "verify/certification/branch_and_bound.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "sim/lanes/parallel_for.hpp"
#include "theory/hypothesis.hpp"

namespace benignity {
namespace {

/// Parts that threads take one by one: a fixed number, so that counts do not depend on threads.
constexpr std::size_t parts_of_domain = 64;

std::vector<Enclosure> enclose(const Box& box) {
  std::vector<Enclosure> variables;
  variables.reserve(box.size());
  for (const Range& range : box) {
    variables.emplace_back(range.lower, range.upper);
  }
  return variables;
}

/// Not (lower + upper) / 2, which overflows for ranges that reach the largest doubles.
double middle_of(const Range& range) { return range.lower + (range.upper - range.lower) / 2; }

std::string describe_box(const Box& box) {
  std::string text;
  for (const Range& range : box) {
    text += (text.empty() ? "[" : " x [") + round_trip(range.lower) + ", " +
            round_trip(range.upper) + "]";
  }
  return text;
}

struct BoxAnswer {
  bool is_proved = true;
  std::string violation;
  double overlap = 0;  ///< total width by which the open inequalities are missed
};

BoxAnswer judge_box(const Inequalities<Enclosure>& list) {
  BoxAnswer answer;
  answer.is_proved = !list.empty();
  for (const Inequality<Enclosure>& inequality : list) {
    if (certainly_less(inequality.lesser, inequality.greater)) {
      continue;
    }
    answer.is_proved = false;
    if (certainly_greater(inequality.lesser, inequality.greater)) {
      answer.violation = inequality.name;
    }
    // Void and unbounded sides count as far off, yet finite: a sum of them still compares.
    const double overlap = inequality.lesser.upper() - inequality.greater.lower();
    answer.overlap += std::isfinite(overlap) ? overlap : std::numeric_limits<double>::max() / 64;
  }
  return answer;
}

/// The variable along which halving helps most: the one whose middle slice overlaps least. Where a
/// bound is nearly attained along one variable, halving the others (wider or not) settles nothing.
std::size_t best_variable(const Box& box, const BoxStatement& statement) {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t v = 0; box.size() > 1 && v < box.size(); ++v) {
    Box slice = box;
    slice[v] = {middle_of(box[v]), middle_of(box[v])};
    const double overlap = judge_box(statement(enclose(slice))).overlap;
    if (overlap < least) {
      least = overlap;
      best = v;
    }
  }
  return best;
}

struct Halves {
  Box lower;
  Box upper;
};

Halves halve_box(const Box& box, std::size_t variable) {
  Halves halves{box, box};
  halves.lower[variable].upper = middle_of(box[variable]);
  halves.upper[variable].lower = middle_of(box[variable]);
  return halves;
}

void prove_part(const Box& part, const BoxStatement& statement, std::int64_t largest_box_count,
                DomainProof& proof) {
  std::vector<Box> open{part};
  while (!open.empty()) {
    if (proof.boxes >= largest_box_count) {
      proof.undecided_boxes += static_cast<std::int64_t>(open.size());
      return;
    }
    // Depth first: the list stays as short as the tree is deep.
    const Box box = std::move(open.back());
    open.pop_back();
    ++proof.boxes;
    const BoxAnswer answer = judge_box(statement(enclose(box)));
    if (answer.is_proved) {
      continue;
    }
    if (!answer.violation.empty()) {
      proof.witness = answer.violation + " is certainly false on " + describe_box(box);
      return;
    }
    const std::size_t variable = best_variable(box, statement);
    const double cut = middle_of(box[variable]);
    // Neighbouring doubles have no middle. What is true of the box is not known then, and to drop
    // it would prove a tie.
    if (!(box[variable].lower < cut && cut < box[variable].upper)) {
      ++proof.undecided_boxes;
      continue;
    }
    Halves halves = halve_box(box, variable);
    open.push_back(std::move(halves.upper));
    open.push_back(std::move(halves.lower));
  }
}

void require_domain(const Box& domain) {
  if (domain.empty()) {
    refuse("prove_on_domain", "the number of variables", 0, "at least 1");
  }
  for (const Range& range : domain) {
    require_finite("prove_on_domain", "a range's lower end", range.lower);
    require_finite("prove_on_domain", "a range's upper end", range.upper);
    if (!(range.lower < range.upper)) {
      refuse("prove_on_domain", "a range's lower end", range.lower,
             "below the upper end = " + round_trip(range.upper));
    }
  }
}

/// The domain in `parts_of_domain` boxes, each cut along the variable that was cut least.
std::vector<Box> parts_of(const Box& domain) {
  std::vector<Box> parts{domain};
  while (parts.size() < parts_of_domain) {
    std::vector<Box> finer;
    for (const Box& part : parts) {
      const auto share = [&](std::size_t v) {
        return (part[v].upper - part[v].lower) / (domain[v].upper - domain[v].lower);
      };
      std::size_t widest = 0;
      for (std::size_t v = 1; v < part.size(); ++v) {
        widest = share(v) > share(widest) ? v : widest;
      }
      Halves halves = halve_box(part, widest);
      finer.push_back(std::move(halves.lower));
      finer.push_back(std::move(halves.upper));
    }
    parts = std::move(finer);
  }
  return parts;
}

}  // namespace

DomainProof prove_on_domain(const DomainTrial& trial, const CertificationDesign& design) {
  require_domain(trial.domain);
  const std::vector<Box> parts = parts_of(trial.domain);
  std::vector<DomainProof> proofs(parts.size());
  const std::int64_t share = design.largest_box_count / static_cast<std::int64_t>(parts.size()) + 1;
  parallel_for(static_cast<std::ptrdiff_t>(parts.size()), [&](std::ptrdiff_t index) {
    const auto p = static_cast<std::size_t>(index);
    // A box that 64 bits leave open is open because it is wide: halving it, not more digits, helps.
    const WorkingPrecision scope(design.first_bits);
    prove_part(parts[p], trial.statement, share, proofs[p]);
  });
  DomainProof whole{trial.name, 0, 0, {}};
  for (const DomainProof& proof : proofs) {
    whole.boxes += proof.boxes;
    whole.undecided_boxes += proof.undecided_boxes;
    whole.witness = whole.witness.empty() ? proof.witness : whole.witness;
  }
  return whole;
}

}  // namespace benignity
