#include "verify/statistics/ratio_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace benignity {
namespace {

constexpr std::size_t fewest_pairs = 12;

/// log of the ratio of means with its standard error by linearisation.
struct LogRatio {
  double value = 0;
  double error = 0;
};

struct Pair {
  double numerator = 0;
  double denominator = 0;
};

LogRatio log_ratio(const std::vector<Pair>& pairs) {
  const auto n = static_cast<double>(pairs.size());
  Pair mean;
  for (const Pair& pair : pairs) {
    mean.numerator += pair.numerator / n;
    mean.denominator += pair.denominator / n;
  }
  double squares = 0;
  for (const Pair& pair : pairs) {
    const double residual = pair.numerator / mean.numerator - pair.denominator / mean.denominator;
    squares += residual * residual;
  }
  // Identical pairs still have the rounding of their ratio.
  const double rounding = 4 * std::numeric_limits<double>::epsilon();
  return {std::log(mean.numerator / mean.denominator),
          std::max(std::sqrt(squares / (n * (n - 1))), rounding)};
}

std::vector<Pair> paired(const std::vector<double>& numerators,
                         const std::vector<double>& denominators) {
  if (numerators.size() != denominators.size() || numerators.size() < fewest_pairs) {
    throw std::domain_error("decide_ratio: sizes are " + std::to_string(numerators.size()) +
                            " and " + std::to_string(denominators.size()) +
                            ", but must be equal and at least 12");
  }
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < numerators.size(); ++i) {
    for (const double value : {numerators[i], denominators[i]}) {
      if (value > 0 && std::isfinite(value)) continue;
      throw std::domain_error("decide_ratio: a value is " + std::to_string(value) +
                              ", but must be positive and finite");
    }
    pairs.push_back({numerators[i], denominators[i]});
  }
  return pairs;
}

/// t* of every resample, sorted.
std::vector<double> studentised(const std::vector<Pair>& pairs, const LogRatio& observed,
                                std::size_t resamples, Stream stream) {
  const auto size = static_cast<std::uint64_t>(pairs.size());
  std::vector<double> statistics(resamples);
  std::vector<Pair> drawn(pairs.size());
  for (double& statistic : statistics) {
    for (std::size_t i = 0; i < drawn.size(); i += 2) {
      // Two indices from 64 bits; uniform up to n 2^-32.
      const std::uint64_t bits = stream.bits();
      drawn[i] = pairs[((bits >> 32) * size) >> 32];
      if (i + 1 < drawn.size()) drawn[i + 1] = pairs[((bits & 0xffffffffU) * size) >> 32];
    }
    const LogRatio resampled = log_ratio(drawn);
    statistic = (resampled.value - observed.value) / resampled.error;
  }
  std::sort(statistics.begin(), statistics.end());
  return statistics;
}

}  // namespace

RatioDecision decide_ratio(const std::vector<double>& numerators,
                           const std::vector<double>& denominators, const RatioStatement& statement,
                           double alpha, Stream stream) {
  constexpr double least_alpha = 1e-6;
  constexpr double largest_alpha = 0.5;
  constexpr double resamples_a_level = 20;
  if (!(alpha >= least_alpha && alpha <= largest_alpha)) {
    throw std::domain_error("decide_ratio: alpha is " + std::to_string(alpha) +
                            ", but must be in [1e-6, 0.5]");
  }
  if (!(statement.lower > 0 && statement.lower <= statement.upper)) {
    throw std::domain_error("decide_ratio: lower is " + std::to_string(statement.lower) +
                            ", but must be positive and at most upper");
  }
  const std::vector<Pair> pairs = paired(numerators, denominators);
  const LogRatio observed = log_ratio(pairs);
  const auto resamples = static_cast<std::size_t>(std::ceil(resamples_a_level / alpha));
  const std::vector<double> t = studentised(pairs, observed, resamples, stream);

  const auto rank = static_cast<std::size_t>(alpha / 2 * static_cast<double>(resamples + 1));
  const double highest = t[resamples - rank];
  const double lowest = t[rank - 1];
  const double lower = std::exp(observed.value - highest * observed.error);
  const double upper = std::exp(observed.value - lowest * observed.error);
  // How many t* are as extreme as the observation would be at the statement's end. Four times their
  // share: twice for the two sides, and twice because each bound keeps half of its level for the
  // bootstrap's own error, so that p <= alpha exactly where a bound at alpha/2 excludes the
  // statement; the 1 + keeps p from 0, whatever the number of resamples (Davison & Hinkley
  // 1997, 4.2.5).
  const double above = (observed.value - std::log(statement.upper)) / observed.error;
  const double below = (observed.value - std::log(statement.lower)) / observed.error;
  double p_value = 1;
  const auto see_tail = [&](std::ptrdiff_t beyond) {
    p_value =
        std::min(p_value, 4 * static_cast<double>(1 + beyond) / static_cast<double>(1 + resamples));
  };
  if (above > 0) see_tail(t.end() - std::lower_bound(t.begin(), t.end(), above));
  if (below < 0) see_tail(std::upper_bound(t.begin(), t.end(), below) - t.begin());

  RatioDecision decision;
  decision.test.statistic = "ratio of means, studentised bootstrap bounds";
  decision.test.value = std::exp(observed.value);
  decision.test.interval = {lower, upper};
  decision.test.alpha = alpha;
  decision.test.p_false_alarm = p_value;
  if (p_value <= alpha) {
    decision.verdict = Verdict::fail;
  } else if (lower >= statement.lower && upper <= statement.upper) {
    decision.verdict = Verdict::pass;
  }
  return decision;
}

}  // namespace benignity
