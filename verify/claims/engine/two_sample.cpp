#include "verify/claims/engine/two_sample.hpp"

#include <algorithm>

#include "verify/statistics/kolmogorov_smirnov.hpp"

namespace benignity {

Finding compare_laws(const std::vector<FigureDraws>& figures, double alpha,
                     double largest_distance) {
  Finding finding;
  double least_p = 1;
  double worst_bound = 0;
  const auto tests = static_cast<double>(figures.size());
  for (const FigureDraws& figure : figures) {
    const TwoSampleTest test = kolmogorov_smirnov(figure.first, figure.second);
    least_p = std::min(least_p, test.p_value);
    worst_bound = std::max(worst_bound,
                           distance_upper_bound(test.distance, figure.first.size(), alpha / tests));
    finding.measurements.push_back(
        {"distance of laws, " + figure.name, 0.0, test.distance, {0.0, largest_distance}});
  }
  StatisticalTest test;
  test.statistic = "least two-sample Kolmogorov-Smirnov p over " + std::to_string(figures.size()) +
                   " figures, times their number";
  test.value = least_p;
  test.interval = {0.0, worst_bound};
  test.alpha = alpha;
  test.p_false_alarm = std::min(1.0, tests * least_p);
  finding.test = test;
  finding.replicates = static_cast<std::int64_t>(figures.front().first.size());
  finding.explanation = "every law equal as far as " + std::to_string(finding.replicates) +
                        " draws tell; true distances at most " + std::to_string(worst_bound) +
                        " at the claim's level";
  finding.verdict = worst_bound <= largest_distance ? Verdict::pass : Verdict::inconclusive;
  return finding;
}

}  // namespace benignity
