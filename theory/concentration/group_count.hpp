#pragma once

#include <cmath>
#include <cstdint>

#include <boost/math/distributions/binomial.hpp>

#include "theory/concentration/preconditions.hpp"

namespace benignity {

/// A count of training samples under independent labels is Binomial(n, p): p = 1/2 for a class, eta
/// for the noisy ones, eta/2 for the noisy ones of a class. Deviations are those of count/n from p.
/// [derived] theory/README.md (8b.10)
template <class Real>
void require_share(const char* function, std::int64_t samples, const Real& share) {
  require_hypothesis(function, "samples", samples, samples >= 1, "at least 1");
  require_hypothesis(function, "share", share, share >= 0 && share <= 1, "in [0, 1]");
}

/// Hoeffding: P(count/n >= p + deviation), and P(count/n <= p - deviation), are at most
/// exp(-2 n deviation^2), in (0, 1]. Throws std::domain_error unless n >= 1 and deviation >= 0.
template <class Real>
[[nodiscard]] Real group_count_hoeffding_bound(std::int64_t samples, const Real& deviation) {
  using std::exp;
  require_share("group_count_hoeffding_bound", samples, Real(0));
  require_deviation("group_count_hoeffding_bound", deviation);
  return exp(-2 * Real(samples) * deviation * deviation);
}

/// The deviation whose Hoeffding bound is `probability` in (0, 1].
template <class Real>
[[nodiscard]] Real group_count_hoeffding_deviation(std::int64_t samples, const Real& probability) {
  using std::log;
  using std::sqrt;
  require_share("group_count_hoeffding_deviation", samples, Real(0));
  require_probability("group_count_hoeffding_deviation", probability);
  return sqrt(-log(probability) / (2 * Real(samples)));
}

/// KL(Bernoulli(q) || Bernoulli(p)) >= 0 with 0 log 0 = 0; infinite where q is not absolutely
/// continuous. Throws std::domain_error unless p and q are in [0, 1].
template <class Real>
[[nodiscard]] Real bernoulli_divergence(const Real& observed, const Real& share) {
  using std::log;
  require_share("bernoulli_divergence", 1, observed);
  require_share("bernoulli_divergence", 1, share);
  const auto part = [](const Real& q, const Real& p) {
    return q == 0 ? Real(0) : Real(q * log(q / p));
  };
  return part(observed, share) + part(Real(1 - observed), Real(1 - share));
}

/// Chernoff: P(count >= k) for k/n >= p, and P(count <= k) for k/n <= p, are at most
/// exp(-n KL(k/n || p)), in [0, 1]. Throws std::domain_error unless n >= 1, 0 <= k <= n and p is in
/// [0, 1].
template <class Real>
[[nodiscard]] Real group_count_chernoff_bound(std::int64_t samples, const Real& share,
                                              std::int64_t count) {
  using std::exp;
  require_share("group_count_chernoff_bound", samples, share);
  require_hypothesis("group_count_chernoff_bound", "count", count, count >= 0 && count <= samples,
                     "between 0 and samples");
  const Real observed = Real(count) / Real(samples);
  return exp(-(Real(samples) * bernoulli_divergence(observed, share)));
}

/// P(count >= k) and P(count <= k) themselves. Throw as the Chernoff bound does.
[[nodiscard]] inline double group_count_lower_probability(std::int64_t samples, double share,
                                                          std::int64_t count) {
  require_share("group_count_lower_probability", samples, share);
  require_hypothesis("group_count_lower_probability", "count", count,
                     count >= 0 && count <= samples, "between 0 and samples");
  const boost::math::binomial_distribution<double> law(static_cast<double>(samples), share);
  return boost::math::cdf(law, static_cast<double>(count));
}
[[nodiscard]] inline double group_count_upper_probability(std::int64_t samples, double share,
                                                          std::int64_t count) {
  return group_count_lower_probability(samples, 1 - share, samples - count);
}

}  // namespace benignity
