#include "verify/certification/branch_and_bound.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include <tbb/parallel_for.h>

#include "theory/hypothesis.hpp"

namespace benignity {
namespace {

constexpr std::size_t parts_of_domain = 64;  ///< fixed, so that counts do not depend on threads

std::vector<Enclosure> enclose(const Box& box) {
  std::vector<Enclosure> variables;
  variables.reserve(box.size());
  for (const Range& range : box) {
    variables.emplace_back(range.lower, range.upper);
  }
  return variables;
}

double middle(const Range& range) { return range.lower + (range.upper - range.lower) / 2; }

std::string describe(const Box& box) {
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

BoxAnswer judge(const Inequalities<Enclosure>& list) {
  BoxAnswer answer;
  for (const Inequality<Enclosure>& inequality : list) {
    if (certainly_less(inequality.lesser, inequality.greater)) {
      continue;
    }
    answer.is_proved = false;
    if (certainly_greater(inequality.lesser, inequality.greater)) {
      answer.violation = inequality.name;
    }
    const double overlap = inequality.lesser.upper() - inequality.greater.lower();
    answer.overlap += std::isfinite(overlap) ? overlap : std::numeric_limits<double>::max() / 64;
  }
  return answer;
}

/// The variable along which halving helps most: the one whose middle slice overlaps least.
std::size_t best_variable(const Box& box, const BoxStatement& statement) {
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t v = 0; box.size() > 1 && v < box.size(); ++v) {
    Box slice = box;
    slice[v] = {middle(box[v]), middle(box[v])};
    const double overlap = judge(statement(enclose(slice))).overlap;
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

Halves halve(const Box& box, std::size_t variable) {
  Halves halves{box, box};
  halves.lower[variable].upper = middle(box[variable]);
  halves.upper[variable].lower = middle(box[variable]);
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
    const Box box = std::move(open.back());
    open.pop_back();
    ++proof.boxes;
    const BoxAnswer answer = judge(statement(enclose(box)));
    if (answer.is_proved) {
      continue;
    }
    if (!answer.violation.empty()) {
      proof.witness = answer.violation + " is certainly false on " + describe(box);
      return;
    }
    const std::size_t variable = best_variable(box, statement);
    const double cut = middle(box[variable]);
    if (!(box[variable].lower < cut && cut < box[variable].upper)) {
      ++proof.undecided_boxes;
      continue;
    }
    Halves halves = halve(box, variable);
    open.push_back(std::move(halves.upper));
    open.push_back(std::move(halves.lower));
  }
}

}  // namespace

DomainProof prove_on_domain(std::string description, const Box& domain,
                            const BoxStatement& statement, const CertificationDesign& design) {
  std::vector<Box> parts{domain};
  while (parts.size() < parts_of_domain) {
    std::vector<Box> finer;
    for (const Box& part : parts) {
      std::size_t widest = 0;
      for (std::size_t v = 1; v < part.size(); ++v) {
        const auto share = [&](std::size_t u) {
          return (part[u].upper - part[u].lower) / (domain[u].upper - domain[u].lower);
        };
        widest = share(v) > share(widest) ? v : widest;
      }
      Halves halves = halve(part, widest);
      finer.push_back(std::move(halves.lower));
      finer.push_back(std::move(halves.upper));
    }
    parts = std::move(finer);
  }
  std::vector<DomainProof> proofs(parts.size());
  const std::int64_t share = design.largest_box_count / static_cast<std::int64_t>(parts.size()) + 1;
  tbb::parallel_for(std::size_t{0}, parts.size(), [&](std::size_t p) {
    const WorkingPrecision scope(design.first_bits);
    prove_part(parts[p], statement, share, proofs[p]);
  });
  DomainProof whole{std::move(description), 0, 0, {}};
  for (const DomainProof& proof : proofs) {
    whole.boxes += proof.boxes;
    whole.undecided_boxes += proof.undecided_boxes;
    whole.witness = whole.witness.empty() ? proof.witness : whole.witness;
  }
  return whole;
}

}  // namespace benignity
