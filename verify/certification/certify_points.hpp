#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "theory/quasi_random.hpp"
#include "verify/certification/inequality.hpp"
#include "verify/certification/lemma_certificate.hpp"

namespace benignity {

/// A lemma with the points at which it is to be tried.
struct PointTrial {
  using Visitor = std::function<void(const LemmaAtPoint&)>;

  std::string name;  ///< "quasi-random, T <= 32"
  std::int64_t count = 0;
  std::int64_t block = 1;  ///< points that one thread takes together
  /// Shows the lemma at points first .. last - 1, in this order.
  std::function<void(std::int64_t first, std::int64_t last, const Visitor& visitor)> visit;
};

/// The first `count` points of the Sobol sequence in [0,1)^dimensions, each mapped to a point of
/// the lemma by `place`.
template <typename Lemma>
[[nodiscard]] PointTrial quasi_random_points(
    std::string name, Lemma lemma, std::int64_t count, std::size_t dimensions,
    typename Lemma::Point (*place)(std::span<const double> coordinates)) {
  return {std::move(name), count, 512,
          [lemma, dimensions, place](std::int64_t first, std::int64_t last,
                                     const PointTrial::Visitor& visitor) {
            QuasiRandomSequence sequence(dimensions, first);
            for (std::int64_t k = first; k < last; ++k) {
              visitor(AtPoint<Lemma>(lemma, place(sequence.next())));
            }
          }};
}

template <typename Lemma>
[[nodiscard]] PointTrial listed_points(std::string name, Lemma lemma,
                                       std::vector<typename Lemma::Point> points) {
  const auto count = static_cast<std::int64_t>(points.size());
  return {std::move(name), count, 1,
          [lemma, points = std::move(points)](std::int64_t first, std::int64_t last,
                                              const PointTrial::Visitor& visitor) {
            for (std::int64_t k = first; k < last; ++k) {
              visitor(AtPoint<Lemma>(lemma, points[static_cast<std::size_t>(k)]));
            }
          }};
}

/// Certifies the lemma at every point, on all threads; the result does not depend on their number.
[[nodiscard]] PointSet certify_points(const PointTrial& trial, const CertificationDesign& design);

}  // namespace benignity
