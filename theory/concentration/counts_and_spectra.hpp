#pragma once

#include <cmath>
#include <cstdint>

#include "theory/concentration/exact_tails.hpp"
#include "theory/concentration/sub_gamma.hpp"

namespace benignity {

/// <mu, eps> for fixed mu and eps ~ N(0, sigma^2 I_d): exactly N(0, sigma^2 |mu|^2). Deviations are
/// in standard deviations sigma |mu|. [derived] theory/README.md (8b.9)

/// P(|<mu, eps>| >= sigma |mu| deviation) = erfc(deviation/sqrt(2)) <= e^{-deviation^2/2}, in
/// (0, 1]. Throws std::domain_error unless deviation >= 0.
template <class Real>
[[nodiscard]] Real signal_projection_bound(const Real& deviation) {
  using std::exp;
  require_deviation("signal_projection_bound", deviation);
  return exp(-(deviation * deviation) / 2);
}

/// sqrt(2 log(1/probability)), whose bound is `probability`. Throws std::domain_error unless
/// 0 < probability <= 1.
template <class Real>
[[nodiscard]] Real signal_projection_deviation(const Real& probability) {
  using std::log;
  using std::sqrt;
  require_probability("signal_projection_deviation", probability);
  return sqrt(-2 * log(probability));
}

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

/// Davidson-Szarek for a standard Gaussian m x d matrix G: with probability >= 1 - 2 e^{-t^2/2}
/// every singular value is within sqrt(m) + t of sqrt(d), hence |G G^T/d - I| <= 2s + s^2 in
/// spectral norm, s = (sqrt(m) + t)/sqrt(d). [derived] theory/README.md (8b.11)

/// Bound on P(|G G^T/d - I| > deviation), in (0, 2]; it says nothing from 1 on, and is 2 where
/// sqrt(1 + deviation) - 1 < sqrt(m/d). Throws std::domain_error unless m >= 1, d >= 1 and
/// deviation >= 0.
template <class Real>
[[nodiscard]] Real gaussian_spectrum_bound(std::int64_t rows, std::int64_t dimension,
                                           const Real& deviation) {
  using std::exp;
  using std::sqrt;
  const char* const self = "gaussian_spectrum_bound";
  require_hypothesis(self, "rows", rows, rows >= 1, "at least 1");
  require_dimension(self, dimension);
  require_deviation(self, deviation);
  const Real reach = deviation / (1 + sqrt(1 + deviation));  // sqrt(1 + deviation) - 1
  const Real room = reach * sqrt(Real(dimension)) - sqrt(Real(rows));
  return room > 0 ? Real(2 * exp(-(room * room) / 2)) : Real(2);
}

/// The deviation whose bound is `probability` in (0, 1]: 2s + s^2 at t = sqrt(2
/// log(2/probability)). Throws as above.
template <class Real>
[[nodiscard]] Real gaussian_spectrum_deviation(std::int64_t rows, std::int64_t dimension,
                                               const Real& probability) {
  using std::log;
  using std::sqrt;
  const char* const self = "gaussian_spectrum_deviation";
  require_hypothesis(self, "rows", rows, rows >= 1, "at least 1");
  require_dimension(self, dimension);
  require_probability(self, probability);
  const Real room = sqrt(2 * log(2 / probability));
  const Real reach = (sqrt(Real(rows)) + room) / sqrt(Real(dimension));
  return 2 * reach + reach * reach;
}

}  // namespace benignity
