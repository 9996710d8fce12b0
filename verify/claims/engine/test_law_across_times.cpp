#include <string>
#include <vector>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/engine/two_sample.hpp"

namespace benignity {
namespace {

constexpr std::uint64_t across_times_replicates = 1200;
constexpr double across_times_distance = 0.25;
constexpr std::int64_t across_times_stride = 10;

/// d is near its least value nT + 3 plus a few, so that w_perp matters, and p turns between the
/// recorded times.
Parameters turning_query() {
  Parameters parameters;
  parameters.samples = 2;
  parameters.tokens = 3;
  parameters.dimension = 24;
  parameters.signal_norm = 2;
  parameters.weak_signal = 0.3;
  parameters.label_noise = 0.4;
  parameters.chosen_init_weight_std = 0.4;
  parameters.init_query_std = 0.3;
  parameters.step_size = 0.2;
  parameters.steps = 30;
  return parameters;
}

/// One fresh sample, the same one at steps 0, 10, 20, 30 of one run.
void add_followed_run(Engine engine, const ClaimContext& context, std::uint64_t replicate,
                      std::vector<FigureDraws>& figures, std::vector<double> FigureDraws::*draws) {
  RunSettings run;
  run.parameters = turning_query();
  run.engine = engine;
  run.seed = context.seed;
  run.replicate = replicate;
  run.test_samples = 1;
  run.chosen_record_every = across_times_stride;
  const Trajectory trajectory = simulate(run);
  const auto relevant = [&](std::size_t record) {
    return trajectory.snapshots[record].test.relevant.mean;
  };
  const auto loss = [&](std::size_t record) { return trajectory.snapshots[record].test.loss.mean; };
  std::size_t next = 0;
  const auto add = [&](const char* name, double value) {
    if (next == figures.size()) figures.push_back({name, {}, {}});
    (figures[next++].*draws).push_back(value);
  };
  add("s_1 at step 0", relevant(0));
  add("s_1 at step 30", relevant(3));
  add("s_1 at 10 minus at 0", relevant(1) - relevant(0));
  add("s_1 at 20 minus at 10", relevant(2) - relevant(1));
  add("s_1 at 30 minus at 0", relevant(3) - relevant(0));
  add("s_1 at 30 plus at 10", relevant(3) + relevant(1));
  add("loss at 30", loss(3));
  add("loss at 30 minus at 10", loss(3) - loss(1));
}

Finding check_test_law_across_times(const ClaimContext& context) {
  std::vector<FigureDraws> figures;
  for (std::uint64_t replicate = 0; replicate < across_times_replicates; ++replicate) {
    throw_if_interrupted(context);
    add_followed_run(Engine::sampled, context, replicate, figures, &FigureDraws::first);
    // Other replicates: both engines would share the fresh label.
    add_followed_run(Engine::gram, context, replicate + across_times_replicates, figures,
                     &FigureDraws::second);
  }
  return compare_laws(figures, context.alpha, across_times_distance);
}

}  // namespace

Claim test_law_across_times_claim() {
  return {{"engine.test_law_across_times",
           "what a fresh sample shows at several times of one run has the same law, correlations "
           "between times included, with a few normals a token and with explicit tokens",
           "[derived] theory/README.md (5.4), (6.5), (6.6)", "engine",
           "Gaussian data and weights; n = 2, T = 3, d = 24, p0 not 0",
           "1200 runs of each engine, one fresh sample a run followed through steps 0, 10, 20, 30; "
           "8 figures, half of them differences and sums of two times; exact two-sample "
           "Kolmogorov-Smirnov p, Bonferroni over the figures; PASS needs the confidence bound of "
           "every distance of laws below 0.25",
           "sampled, gram", "double"},
          Decision::statistical,
          check_test_law_across_times};
}

}  // namespace benignity
