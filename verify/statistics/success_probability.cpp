#include "verify/statistics/success_probability.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "verify/statistics/clopper_pearson.hpp"

namespace benignity {
namespace {

template <class Number>
void require(bool holds, const char* what, Number value, const char* requirement) {
  if (holds) return;
  throw std::domain_error(std::string("decide_success_probability: ") + what + " is " +
                          std::to_string(value) + ", but must be " + requirement);
}

void require_design(const SuccessDesign& design) {
  constexpr const char* open_unit = "strictly between 0 and 1";
  constexpr std::int64_t largest_look = 1'000'000'000;
  constexpr int most_looks = 20;
  require(design.probability > 0 && design.probability < 1, "probability", design.probability,
          open_unit);
  require(design.alpha > 0 && design.alpha < 1, "alpha", design.alpha, open_unit);
  require(design.first_look >= 1 && design.first_look <= largest_look, "first_look",
          design.first_look, "from 1 to 10^9");
  require(design.looks >= 1 && design.looks <= most_looks, "looks", design.looks, "from 1 to 20");
}

}  // namespace

SuccessDecision decide_success_probability(
    const SuccessDesign& design,
    const std::function<std::int64_t(std::int64_t first, std::int64_t last)>& successes_among) {
  require_design(design);
  // Each look may err by its share, whether it is reached or not: looks are not independent (a
  // later one holds the draws of the earlier), and Bonferroni asks for no such thing.
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
    // The least over looks, each already multiplied by their number: what a look found stays found.
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
