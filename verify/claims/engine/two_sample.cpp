#include "verify/claims/engine/two_sample.hpp"

#include <algorithm>

#include "theory/elementary.hpp"
#include "verify/statistics/kolmogorov_smirnov.hpp"

namespace benignity {

Finding compare_laws(const std::vector<FigureDraws>& figures, double alpha,
                     double largest_distance) {
  Finding finding;
  double least_p = 1;  // NaN where one of them is, as the maxima below
  LargestError distance;
  LargestError bound;
  const auto tests = static_cast<double>(figures.size());
  for (const FigureDraws& figure : figures) {
    const TwoSampleTest test = kolmogorov_smirnov(figure.first, figure.second);
    if (least_p == least_p && !(test.p_value >= least_p)) least_p = test.p_value;
    distance.see(test.distance);
    bound.see(distance_upper_bound(test.distance, figure.first.size(), alpha / tests));
    finding.measurements.push_back(
        {"distance of laws, " + figure.name, 0.0, test.distance, {0.0, largest_distance}});
  }
  StatisticalTest test;
  test.statistic = "largest two-sample Kolmogorov-Smirnov distance over " +
                   std::to_string(figures.size()) + " figures; p: the least, times their number";
  test.value = distance.value();
  test.interval = {0.0, bound.value()};
  test.alpha = alpha;
  test.p_false_alarm = tests * least_p < 1 ? tests * least_p : 1;
  finding.test = test;
  finding.replicates = static_cast<std::int64_t>(figures.front().first.size());
  finding.explanation = "every law equal as far as " + std::to_string(finding.replicates) +
                        " draws tell; true distances at most " + std::to_string(bound.value()) +
                        " at the claim's level";
  finding.verdict = bound.value() <= largest_distance ? Verdict::pass : Verdict::inconclusive;
  return finding;
}

}  // namespace benignity
