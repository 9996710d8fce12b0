#include <string>
#include <vector>

#include "sim/engine/explicit_gram.hpp"
#include "sim/engine/sampled.hpp"
#include "sim/trajectory/seen_in_double.hpp"
#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/engine/two_sample.hpp"

namespace benignity {
namespace {

constexpr std::uint64_t run_law_replicates = 1000;
constexpr int run_law_steps = 400;
constexpr double run_law_distance = 0.25;

/// Every event happens in most runs, at times that differ from run to run.
Parameters eventful_setting() {
  Parameters parameters;
  parameters.samples = 4;
  parameters.tokens = 4;
  parameters.dimension = 40;
  parameters.signal_norm = 5;
  parameters.weak_signal = 0.3;
  parameters.label_noise = 0.2;
  parameters.chosen_init_weight_std = 0.2;
  parameters.init_query_std = 0.05;
  parameters.step_size = 0.02;
  return parameters;
}

/// Appends one run's figures to those of its engine.
void add_whole_run(const Parameters& parameters, const GramStart<double>& start,
                   std::vector<FigureDraws>& figures, std::vector<double> FigureDraws::*engine) {
  const Eigen::Index signal = parameters.samples * parameters.tokens;
  std::size_t next = 0;
  const auto add = [&](const char* name, double value) {
    if (next == figures.size()) figures.push_back({name, {}, {}});
    (figures[next++].*engine).push_back(value);
  };
  // Lower triangles: row index at least column index.
  add("K[x2,x1] of one sample", start.state.kernel(1, 0));
  add("K[x1,x1] across samples", start.state.kernel(parameters.tokens, 0));
  add("H[x1,x1]", start.state.weighted_kernel(0, 0));
  add("H[mu+,x1]", start.state.weighted_kernel(signal, 0));
  GramDescent<double> descent(start.problem, start.state);
  StoppingTimeWatch watch;
  for (int tau = 0;; ++tau) {
    watch.observe(
        tau, event_levels(parameters, descent.problem(), descent.response(), descent.logits()));
    if (tau == run_law_steps) break;
    descent.step(parameters.step_size);
  }
  add("logit of x1 after the run", descent.logits()(0));
  add("logit of x2 after the run", descent.logits()(1));
  add("logit of mu+ after the run", descent.logits()(signal));
  add("H[x1,x1] after the run", descent.state().weighted_kernel(0, 0));
  constexpr double never = run_law_steps + 1;
  const StoppingTimes& times = watch.times();
  add("fit_all", times.fit_all.value_or(never));
  add("select_clean", times.select_clean.value_or(never));
  add("select_noisy", times.select_noisy.value_or(never));
  add("generalize", times.generalize.value_or(never));
}

Finding check_sampled_run_law(const ClaimContext& context) {
  const Parameters parameters = eventful_setting();
  std::vector<FigureDraws> figures;
  for (std::uint64_t replicate = 0; replicate < run_law_replicates; ++replicate) {
    throw_if_interrupted(context);
    add_whole_run(parameters, sample_gram_start(parameters, context.seed, replicate), figures,
                  &FigureDraws::first);
    const TrainingSet set = draw_training_set(parameters, context.seed, replicate);
    add_whole_run(parameters,
                  explicit_gram_start<double>(parameters, set, context.seed, replicate).start,
                  figures, &FigureDraws::second);
  }
  return compare_laws(figures, context.alpha, run_law_distance);
}

}  // namespace

Claim sampled_run_law_claim() {
  return {{"engine.sampled_run_law",
           "kernel entries, logits and stopping times of whole runs have the same law with the "
           "sampled and the gram engine",
           "[derived] theory/README.md section 5", "engine",
           "Gaussian data and weights; n = 4, T = 4, d = 40, 400 steps in which most runs fit and "
           "clean samples select",
           "1000 runs of each engine, 12 figures (a time that does not come counts as 401); exact "
           "two-sample Kolmogorov-Smirnov p, Bonferroni over the figures; PASS needs the "
           "confidence bound of every distance of laws below 0.25",
           "sampled, gram", "double"},
          Decision::statistical,
          check_sampled_run_law};
}

}  // namespace benignity
