#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <tbb/parallel_for.h>

#include "verify/certification/certify_point.hpp"
#include "verify/certification/lemma_certificate.hpp"
#include "verify/certification/quasi_random.hpp"

namespace benignity {

namespace certification_detail {

/// Counts one point; keeps the first witness.
template <typename Lemma>
void tally(const Lemma& lemma, const typename Lemma::Point& point,
           const CertificationDesign& design, PointSet& set) {
  const PointVerdict verdict = certify_point(lemma, point, design);
  switch (verdict.outcome) {
    case Outcome::certified:
      ++set.counts.certified;
      break;
    case Outcome::equal:
      ++set.counts.equal;
      break;
    case Outcome::violated:
      if (set.counts.violated++ == 0) {
        set.witness = verdict.reason + " at " + lemma.describe(point);
      }
      break;
    case Outcome::undecided:
      if (set.counts.undecided++ == 0) {
        set.first_undecided = lemma.describe(point);
      }
      break;
  }
}

/// Runs blocks of points on all threads; the result does not depend on their number.
template <typename RunBlock>
[[nodiscard]] PointSet in_blocks(std::string name, std::int64_t count, std::int64_t block,
                                 const RunBlock& run_block) {
  const std::int64_t blocks = (count + block - 1) / block;
  std::vector<PointSet> parts(static_cast<std::size_t>(blocks));
  tbb::parallel_for(std::int64_t{0}, blocks, [&](std::int64_t b) {
    run_block(b * block, std::min(count, (b + 1) * block), parts[static_cast<std::size_t>(b)]);
  });
  PointSet all{std::move(name), {}, {}, {}};
  for (const PointSet& part : parts) {
    all.counts += part.counts;
    all.witness = all.witness.empty() ? part.witness : all.witness;
    all.first_undecided = all.first_undecided.empty() ? part.first_undecided : all.first_undecided;
  }
  return all;
}

}  // namespace certification_detail

/// Certifies the lemma at `count` points of the Sobol sequence in [0,1)^dimensions, each mapped to
/// a point of the lemma by `place(std::span<const double>)`.
template <typename Lemma, typename Place>
[[nodiscard]] PointSet certify_quasi_random(std::string name, const Lemma& lemma,
                                            std::int64_t count, std::size_t dimensions,
                                            const Place& place, const CertificationDesign& design) {
  return certification_detail::in_blocks(
      std::move(name), count, 512, [&](std::int64_t first, std::int64_t last, PointSet& part) {
        QuasiRandomSequence sequence(dimensions, first);
        for (std::int64_t k = first; k < last; ++k) {
          certification_detail::tally(lemma, place(sequence.next()), design, part);
        }
      });
}

/// Certifies the lemma at given points.
template <typename Lemma>
[[nodiscard]] PointSet certify_list(std::string name, const Lemma& lemma,
                                    const std::vector<typename Lemma::Point>& points,
                                    const CertificationDesign& design) {
  const auto count = static_cast<std::int64_t>(points.size());
  return certification_detail::in_blocks(
      std::move(name), count, 1, [&](std::int64_t first, std::int64_t, PointSet& part) {
        certification_detail::tally(lemma, points[static_cast<std::size_t>(first)], design, part);
      });
}

}  // namespace benignity
