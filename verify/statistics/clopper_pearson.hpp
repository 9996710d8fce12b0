#pragma once

#include <cstdint>

namespace benignity {

struct ProportionBounds {
  double lower = 0;
  double upper = 1;
};

/// Clopper-Pearson bounds of a success probability from `successes` out of `trials`: each bound
/// alone errs with probability at most alpha (so together 2 alpha). Clopper & Pearson 1934, through
/// Boost.Math. Throws std::domain_error unless 0 <= successes <= trials, trials >= 1, 0 < alpha
/// < 1.
[[nodiscard]] ProportionBounds clopper_pearson(std::int64_t successes, std::int64_t trials,
                                               double alpha);

/// P[X <= successes] for X ~ Binomial(trials, probability): the p-value against "the success
/// probability is at least `probability`".
[[nodiscard]] double binomial_lower_tail(std::int64_t successes, std::int64_t trials,
                                         double probability);

}  // namespace benignity
