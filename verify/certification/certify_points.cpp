#include "verify/certification/certify_points.hpp"

#include <algorithm>

#include "sim/lanes/parallel_for.hpp"
#include "verify/certification/certify_point.hpp"

namespace benignity {
namespace {

/// Counts one point; keeps the first witness.
void tally_point(const LemmaAtPoint& lemma, const CertificationDesign& design, PointSet& set) {
  const PointVerdict verdict = certify_point(lemma, design);
  switch (verdict.outcome) {
    case Outcome::certified:
      ++set.counts.certified;
      break;
    case Outcome::equal:
      ++set.counts.equal;
      break;
    case Outcome::violated:
      if (set.counts.violated++ == 0) {
        set.witness = verdict.reason + " at " + lemma.describe();
      }
      break;
    case Outcome::undecided:
      if (set.counts.undecided++ == 0) {
        set.first_undecided = lemma.describe();
      }
      break;
  }
}

}  // namespace

PointSet certify_points(const PointTrial& trial, const CertificationDesign& design) {
  const std::int64_t blocks = (trial.count + trial.block - 1) / trial.block;
  // One part a block, joined in the order of the blocks: whichever thread ran one, the witness is
  // that of the first violated point.
  std::vector<PointSet> parts(static_cast<std::size_t>(blocks));
  parallel_for(blocks, [&](std::int64_t b) {
    PointSet& part = parts[static_cast<std::size_t>(b)];
    trial.visit(b * trial.block, std::min(trial.count, (b + 1) * trial.block),
                [&](const LemmaAtPoint& lemma) { tally_point(lemma, design, part); });
  });
  PointSet all{trial.name, {}, {}, {}};
  for (const PointSet& part : parts) {
    all.counts += part.counts;
    all.witness = all.witness.empty() ? part.witness : all.witness;
    all.first_undecided = all.first_undecided.empty() ? part.first_undecided : all.first_undecided;
  }
  return all;
}

}  // namespace benignity
