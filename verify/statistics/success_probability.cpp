#include "verify/statistics/success_probability.hpp"

#include <algorithm>

#include "verify/statistics/clopper_pearson.hpp"

namespace benignity {

SuccessDecision decide_success_probability(
    const SuccessDesign& design,
    const std::function<std::int64_t(std::int64_t first, std::int64_t last)>& successes_among) {
  const double alpha_of_a_look = design.alpha / design.looks;
  SuccessDecision decision;
  decision.test.statistic = "success probability, Clopper-Pearson bounds";
  decision.test.alpha = design.alpha;
  std::int64_t planned = design.first_look;
  for (int look = 0; look < design.looks; ++look, planned *= 2) {
    decision.successes += successes_among(decision.replicates, planned);
    decision.replicates = planned;
    const ProportionBounds bounds =
        clopper_pearson(decision.successes, decision.replicates, alpha_of_a_look);
    decision.test.value =
        static_cast<double>(decision.successes) / static_cast<double>(decision.replicates);
    decision.test.interval = {bounds.lower, bounds.upper};
    const double p = design.looks * binomial_lower_tail(decision.successes, decision.replicates,
                                                        design.probability);
    decision.test.p_false_alarm = std::min(decision.test.p_false_alarm, p);
    if (decision.test.p_false_alarm <= design.alpha) {
      decision.verdict = Verdict::fail;
      return decision;
    }
    if (bounds.lower >= design.probability) {
      decision.verdict = Verdict::pass;
      return decision;
    }
  }
  return decision;
}

}  // namespace benignity
