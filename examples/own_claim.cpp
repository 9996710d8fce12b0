// A statement of my own, tried as the house tries its own: at the paper's benign setting attention
// finds every clean sample's relevant token within 250 steps, with probability at least 0.95.
#include <atomic>
#include <cstdio>

#include <benignity/reports/verdict_table.hpp>
#include <benignity/sim/trajectory/simulate.hpp>
#include <benignity/verify/batteries/run_battery.hpp>
#include <benignity/verify/claims/runs.hpp>
#include <benignity/verify/statistics/success_probability.hpp>

using namespace benignity;

Finding check(const ClaimContext& context) {
  Parameters parameters;
  parameters.steps = 250;
  SuccessDesign design;  // 128 replicates, doubled twice at most
  design.probability = 0.95;
  design.alpha = context.alpha;
  const SuccessDecision decision =
      decide_success_probability(design, [&](std::int64_t first, std::int64_t last) {
        return count_replicates(context, first, last, [&](std::int64_t replicate) {
          const auto seen = static_cast<std::uint64_t>(replicate);
          return simulate(ends_of_run(parameters, context, seen))
              .stopping_times.select_clean.has_value();
        });
      });
  Finding finding;
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = decision.replicates;
  finding.measurements = {
      {"share of seeds that select every x_1",
       std::nullopt,
       static_cast<double>(decision.successes) / static_cast<double>(decision.replicates),
       {design.probability, 1}}};
  return finding;
}

int main() {
  Claim claim;
  claim.description.id = "mine.selection";
  claim.description.statement = "clean samples select x_1 within 250 steps with probability 0.95";
  claim.description.theorem = "mine";
  claim.decision = Decision::statistical;
  claim.check = check;
  std::atomic<bool> interrupted = false;
  const Report report = run_battery({"mine", {claim}}, {.jobs = 2, .interrupted = interrupted});
  std::fputs(verdict_table(report, {}).c_str(), stdout);
  return report.claims.front().verdict == Verdict::pass ? 0 : 1;
}
