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

/// P[at least r of the k judged scores exceed all m design scores] for r = 0..k, scores
/// exchangeable without ties (with ties it is smaller): the product of (k - i)/(m + k - i) over
/// i < r. m >= 1, k >= 0; throws std::domain_error otherwise.
[[nodiscard]] std::vector<double> outside_count_tail(std::int64_t design, std::int64_t judged);

/// The tail of the sum of two independent counts, given their tails.
[[nodiscard]] std::vector<double> tail_of_sum(const std::vector<double>& first,
                                              const std::vector<double>& second);

}  // namespace benignity
