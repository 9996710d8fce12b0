#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "theory/setting/parameters.hpp"
#include "verify/claims/query_only/claims.hpp"
#include "verify/claims/query_only/watched_run.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/success_probability.hpp"

namespace benignity {
namespace query_only_sign_trial {
namespace {

ClaimDescription statement() {
  return {
      "query_only.sign",
      "with probability >= 0.9 training is benign exactly where clean samples outweigh noisy "
      "ones in both classes, and harmful where noisy ones do in both",
      "[derived] theory/query_only/README.md section 3; [published] in 121 runs of the authors "
      "R > 1 goes with test accuracies of 0.929 to 1, R < 1 with 0.486 to 0.958",
      "theorem",
      "W = I, n = 20, T = 8, rho = 0, the paper's (d, |mu|) = (2000, 20), where uniform attention "
      "errs by 3e-7; delta = 0.01; eta = 0.1, 0.2, 0.8, 0.9 in turn",
      "128 replicates (doubled twice at most) of 300 steps of alpha = 0.03 with 1000 fresh "
      "samples; a success: R > 1 in both classes and error <= delta, or R < 1 in both and error > "
      "delta; Clopper-Pearson",
      "sampled",
      "double"};
}

constexpr std::array<double, 4> label_noises = {0.1, 0.2, 0.8, 0.9};

struct Seen {
  double fitted = 0;   ///< share of labels
  bool clean = false;  ///< R > 1 in both classes
  bool noisy = false;  ///< R < 1 in both
  double error = 0;
};

Seen look_at(std::int64_t replicate, const QueryOnlySignDesign& design,
             const ClaimContext& context) {
  Parameters parameters;
  parameters.weak_signal = 0;
  parameters.label_noise = label_noises[static_cast<std::size_t>(replicate) % label_noises.size()];
  parameters.trained = {.weights = false, .query = true};
  parameters.init_weight_law = InitWeightLaw::identity;
  parameters.step_size = 0.03;
  parameters.steps = 300;
  RunSettings run = ends_of_run(parameters, context, static_cast<std::uint64_t>(replicate));
  run.test_samples = 1000;
  const WatchedRun watched = watched_run(run, design.threshold_factor);
  return {watched.fitted, watched.cumulated.clean_outweighs(), watched.cumulated.noisy_outweighs(),
          watched.test_error};
}

Finding check(const QueryOnlySignDesign& design, const ClaimContext& context) {
  constexpr double delta = 0.01;
  std::vector<Seen> seen;
  const SuccessDecision decision = decide_success_probability(
      {.probability = 0.9, .alpha = context.alpha}, [&](std::int64_t first, std::int64_t last) {
        seen.resize(static_cast<std::size_t>(last));
        over_replicates(context, first, last, [&](std::int64_t replicate) {
          seen[static_cast<std::size_t>(replicate)] = look_at(replicate, design, context);
        });
        std::int64_t successes = 0;
        for (auto i = static_cast<std::size_t>(first); i < seen.size(); ++i) {
          const bool agrees =
              seen[i].clean ? seen[i].error <= delta : seen[i].noisy && seen[i].error > delta;
          if (agrees) ++successes;
        }
        return successes;
      });
  Finding finding;
  finding.verdict = decision.verdict;
  finding.test = decision.test;
  finding.replicates = decision.replicates;
  double clean_runs = 0;
  double noisy_runs = 0;
  double worst_clean = 0;
  double best_noisy = 1;
  double fitted = 0;
  for (const Seen& each : seen) {
    fitted += each.fitted / static_cast<double>(seen.size());
    clean_runs += each.clean ? 1 : 0;
    noisy_runs += each.noisy ? 1 : 0;
    if (each.clean) worst_clean = std::max(worst_clean, each.error);
    if (each.noisy) best_noisy = std::min(best_noisy, each.error);
  }
  const auto share =
      static_cast<double>(decision.successes) / static_cast<double>(decision.replicates);
  finding.measurements = {{"share of runs that the sign decides", std::nullopt, share, {0.9, 1.0}},
                          {"runs with R > 1 in both classes", std::nullopt, clean_runs, {}},
                          {"largest error of these", std::nullopt, worst_clean, {}},
                          {"runs with R < 1 in both classes", std::nullopt, noisy_runs, {}},
                          {"least error of these", std::nullopt, best_noisy, {}},
                          {"mean share of labels fitted", std::nullopt, fitted, {}}};
  finding.explanation = fmt::format("{} of {} runs are benign or harmful as the sign says",
                                    decision.successes, decision.replicates);
  return finding;
}

}  // namespace
}  // namespace query_only_sign_trial

Claim query_only_sign_claim(const QueryOnlySignDesign& design) {
  return {query_only_sign_trial::statement(), Decision::statistical,
          [design](const ClaimContext& context) {
            return query_only_sign_trial::check(design, context);
          }};
}

}  // namespace benignity
