#include <algorithm>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "verify/claims/own/own_runs.hpp"
#include "verify/claims/own/own_scale.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/clopper_pearson.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The observable over the replicates of a cell so far.
struct Spread {
  double least = infinity;
  double largest = -infinity;

  void add(double value) {
    least = std::min(least, value);
    largest = std::max(largest, value);
  }
};

class Replicates {
 public:
  Replicates(const OwnStatement& own, const Bound& bound, const ClaimContext& context)
      : own_(own), bound_(bound), context_(context), ranges_(own.plan.cells.size()) {}

  std::int64_t successes_among(std::int64_t first, std::int64_t last) {
    const auto runs = observe(own_, context_, first, last);
    std::int64_t successes = 0;
    for (std::size_t index = 0; index < runs.size(); ++index) {
      const std::int64_t replicate = first + static_cast<std::int64_t>(index);
      if (holds(runs[index], replicate)) ++successes;
      if (held_before(runs[index])) ++held_before_;
    }
    return successes;
  }

  [[nodiscard]] std::int64_t held_before() const { return held_before_; }
  [[nodiscard]] const std::vector<Spread>& ranges() const { return ranges_; }
  /// Replicates that only events which did not happen keep from being a failure.
  [[nodiscard]] std::int64_t undecided() const { return undecided_; }
  /// Where the observable does not exist; empty if it always does.
  [[nodiscard]] const std::string& absence() const { return absence_; }

 private:
  bool holds(const std::vector<ObservedRun>& cells, std::int64_t replicate) {
    bool all = true;
    bool open = false;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      if (!cells[cell].after && !is_stopping_time(own_.observable)) {
        if (absence_.empty()) {
          absence_ = fmt::format("{} does not exist at {}, replicate {}", observable_name(own_),
                                 swept_values(own_.plan, own_.plan.cells[cell]), replicate);
        }
        all = false;
        continue;
      }
      const double value = cells[cell].after.value_or(infinity);
      ranges_[cell].add(value);
      all = all && lies_in(bound_.accept, value);
      // Beyond "at most" it is late whatever comes; "at least" it has not happened at all.
      open =
          open || (!cells[cell].after && bound_.not_reached == Bound::NotReached::decides_nothing);
    }
    if (all && open) ++undecided_;
    return all && !open;
  }

  [[nodiscard]] bool held_before(const std::vector<ObservedRun>& cells) const {
    return std::all_of(cells.begin(), cells.end(), [&](const ObservedRun& run) {
      return run.before_training && lies_in(bound_.accept, *run.before_training);
    });
  }

  const OwnStatement& own_;
  const Bound& bound_;
  const ClaimContext& context_;
  std::vector<Spread> ranges_;
  std::int64_t held_before_ = 0;
  std::int64_t undecided_ = 0;
  std::string absence_;
};

}  // namespace

Finding try_bound(const OwnStatement& own, const Bound& bound, const ClaimContext& context) {
  Replicates replicates(own, bound, context);
  SuccessDecision decision = decide_success_probability(
      {.probability = bound.probability, .alpha = context.alpha, .first_look = bound.first_look},
      [&](std::int64_t first, std::int64_t last) {
        return replicates.successes_among(first, last);
      });
  Finding finding;
  finding.replicates = decision.replicates;
  if (!replicates.absence().empty()) {
    finding.verdict = Verdict::inconclusive;
    finding.explanation = replicates.absence();
    return finding;
  }
  if (replicates.undecided() > 0) {
    // Counted as failures until here; a FAIL has to stand where they count as successes too.
    constexpr double looks = SuccessDesign{}.looks;
    const double p = looks * binomial_lower_tail(decision.successes + replicates.undecided(),
                                                 decision.replicates, bound.probability);
    decision.test.p_false_alarm = std::min(1.0, p);
    if (decision.verdict == Verdict::fail && p > context.alpha) {
      decision.verdict = Verdict::inconclusive;
    }
  }
  const double before =
      static_cast<double>(replicates.held_before()) / static_cast<double>(decision.replicates);
  finding.test = decision.test;
  finding.measurements = {
      {"share of replicates", bound.probability, decision.test.value, {bound.probability, 1.0}},
      {"share of replicates at tau = 0", std::nullopt, before, {}}};
  for (std::size_t cell = 0; cell < own.plan.cells.size(); ++cell) {
    const std::string what =
        fmt::format("{} at {}", observable_name(own), swept_values(own.plan, own.plan.cells[cell]));
    const Spread& spread = replicates.ranges()[cell];
    finding.measurements.push_back({"least " + what, std::nullopt, spread.least, {}});
    finding.measurements.push_back({"largest " + what, std::nullopt, spread.largest, {}});
  }
  finding.explanation = fmt::format("the bound holds in {} of {} replicates", decision.successes,
                                    decision.replicates);
  if (replicates.undecided() > 0) {
    finding.explanation += fmt::format(
        "; in {} {} did not happen, which decides nothing unless the claim says or_never",
        replicates.undecided(), observable_name(own));
  }
  const bool is_vacuous = before >= vacuous_share && decision.verdict == Verdict::pass;
  finding.verdict = is_vacuous ? Verdict::vacuous : decision.verdict;
  if (is_vacuous) finding.explanation += "; it already holds at tau = 0";
  return finding;
}

}  // namespace benignity
