#include <array>
#include <vector>

#include "sim/engine/explicit_gram.hpp"
#include "sim/engine/sampled.hpp"
#include "verify/claims/engine/engine_claims.hpp"
#include "verify/claims/engine/two_sample.hpp"

namespace benignity {
namespace {

constexpr int law_steps = 30;
constexpr double law_distance = 0.25;

constexpr std::array<const char*, 9> law_figures = {
    "K[x1,x1]",        "K[x1,x2]",         "H[x1,x1]",        "H[x1,mu+]",           "a[x1] at 0",
    "a[x2] after run", "a[mu+] after run", "|p|^2 after run", "train loss after run"};

using LawFigures = std::array<double, law_figures.size()>;

/// Small enough that d is near its least value nT + 3, where the Bartlett degrees matter most.
Parameters least_dimension() {
  Parameters parameters;
  parameters.samples = 2;
  parameters.tokens = 3;
  parameters.dimension = 11;
  parameters.signal_norm = 2;
  parameters.weak_signal = 0.3;
  parameters.label_noise = 0.4;
  parameters.chosen_init_weight_std = 0.4;
  parameters.init_query_std = 0.5;
  parameters.step_size = 0.2;
  return parameters;
}

LawFigures figures_of(const Parameters& parameters, const GramStart<double>& start) {
  const Eigen::Index signal = parameters.samples * parameters.tokens;
  LawFigures figure{};
  // Lower triangle: row index at least column index.
  figure[0] = start.state.kernel(0, 0);
  figure[1] = start.state.kernel(1, 0);
  figure[2] = start.state.weighted_kernel(0, 0);
  figure[3] = start.state.weighted_kernel(signal, 0);
  figure[4] = start.state.logits(0);
  GramDescent<double> descent(start.problem, start.state);
  for (int tau = 0; tau < law_steps; ++tau) descent.step(parameters.step_size);
  figure[5] = descent.logits()(1);
  figure[6] = descent.logits()(signal);
  figure[7] = descent.query_norm2();
  figure[8] = mean_loss(descent.response());
  return figure;
}

Finding check_sampled_law(const SampledLawDesign& choice, const ClaimContext& context) {
  const Parameters parameters = least_dimension();
  Parameters drawn_from = parameters;
  drawn_from.dimension += choice.extra_degrees;
  std::array<std::vector<double>, law_figures.size()> sampled;
  std::array<std::vector<double>, law_figures.size()> computed;
  for (std::uint64_t replicate = 0; replicate < choice.draws; ++replicate) {
    throw_if_interrupted(context);
    const LawFigures drawn =
        figures_of(parameters, sample_gram_start(drawn_from, context.seed, replicate));
    const TrainingSet set = draw_training_set(parameters, context.seed, replicate);
    const LawFigures exact = figures_of(
        parameters, explicit_gram_start<double>(parameters, set, context.seed, replicate).start);
    for (std::size_t f = 0; f < law_figures.size(); ++f) {
      sampled[f].push_back(drawn[f]);
      computed[f].push_back(exact[f]);
    }
  }

  std::vector<FigureDraws> draws;
  for (std::size_t f = 0; f < law_figures.size(); ++f) {
    draws.push_back({law_figures[f], sampled[f], computed[f]});
  }
  return compare_laws(draws, context.alpha, law_distance);
}

}  // namespace

Claim sampled_law_claim(const SampledLawDesign& choice) {
  return {
      {"engine.sampled_law",
       "the sampled engine draws K, H, a, q and all that follows from them with the law that "
       "explicit Gaussian tokens and weights have",
       "[derived] theory/README.md section 5", "engine", "Gaussian data and weights, d >= nT + 3",
       "n = 2, T = 3, d = 11 (the least is 9), 4000 draws of each engine, 9 figures at tau = 0 "
       "and after 30 steps; exact two-sample Kolmogorov-Smirnov p, Bonferroni over the figures; "
       "PASS needs the confidence bound of every distance of laws below 0.25",
       "sampled, gram", "double"},
      Decision::statistical,
      [choice](const ClaimContext& context) { return check_sampled_law(choice, context); }};
}

}  // namespace benignity
