#pragma once

#include <cstdint>
#include <vector>

namespace benignity {

/// Curves recorded at the same moments: curves[i][t].
using Curves = std::vector<std::vector<double>>;

/// The largest distance of every curve from the pooled mean in pooled standard deviations, over all
/// moments; `floor` > 0 is added to each standard deviation, so that moments at which all curves
/// agree decide nothing. A symmetric function of the pool: scores of exchangeable curves are
/// exchangeable. Throws std::domain_error for fewer than 2 curves or unequal lengths.
[[nodiscard]] std::vector<double> envelope_scores(const Curves& pool, double floor);

/// An envelope leaves out the `left_out` farthest of its `design` curves.
struct EnvelopeCounts {
  std::int64_t design;
  std::int64_t left_out;
  std::int64_t judged;
};

/// P[at least r of the judged scores exceed the (left_out + 1)-th largest design score], r = 0 to
/// judged, scores exchangeable without ties (with ties it is smaller): negative hypergeometric,
///   P[r] = C(r + e, r) C(k - r + m - e - 1, k - r) / C(m + k, k),
/// m design, e left out, k judged. Throws std::domain_error unless 0 <= e < m <= 1000 and 0 <= k
/// <= 1000.
[[nodiscard]] std::vector<double> outside_count_tail(const EnvelopeCounts& counts);

/// The tail of the sum of two independent counts, given their tails.
[[nodiscard]] std::vector<double> tail_of_sum(const std::vector<double>& first,
                                              const std::vector<double>& second);

}  // namespace benignity
