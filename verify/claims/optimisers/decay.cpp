#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/optimisers/decay_states.hpp"
#include "verify/claims/optimisers/claims.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/ray.hpp"

namespace benignity {
namespace decay_trial {
namespace {

ClaimDescription statement() {
  return {
      "optimisers.decay",
      "decoupled decay has three cases: below |X^T c| at uniform attention every start trains, "
      "up to the fold of L(w) + omega|w| zero and a trained state are both stable, beyond it "
      "attention collapses; the trained state forgets the initial scales, |p|^2 = |W^T p|",
      "[derived] theory/optimisers/README.md (O.2), (O.3), (O.4)",
      "theorem",
      "n = 10, T = 4, d = 10^8, eta = 0.2, rho = 0.1, kappa = 4; omega_0 = 0.0431 and omega_c = "
      "0.0516 |mu| by the mean field; a usual start (the gain D is that of the paper's (2000, 20) "
      "in units "
      "of its |p|^2) and a small one, 10^-4 of it",
      "3 replicates a case, none shared, t = 60/omega_0: trained states within 2% of the "
      "predicted |p|^2 and 0.01 of the predicted s_1, collapsed ones within 0.01 of 1/T",
      "sampled",
      "double"};
}

constexpr std::int64_t replicates = 3;
constexpr double norm_tolerance = 0.02;
constexpr double softmax_tolerance = 0.01;

Parameters base() {
  Parameters parameters = lazy_setting(4, 100'000'000);
  parameters.samples = 10;
  return with_kappa(parameters, 4);
}

enum class Start { usual, small };

struct Case {
  std::string name;
  double decay = 0;
  Start start = Start::usual;
  bool trains = false;
};

std::vector<Case> cases(const DecayEdges& edges) {
  const double between = (edges.zero + edges.collapse) / 2;
  return {{"0.85 omega_0, usual start", 0.85 * edges.zero, Start::usual, true},
          {"0.85 omega_0, small start", 0.85 * edges.zero, Start::small, true},
          {"between, usual start", between, Start::usual, true},
          {"between, small start", between, Start::small, false},
          {"1.15 omega_c, usual start", 1.15 * edges.collapse, Start::usual, false}};
}

Parameters parameters_of(const Case& each, const DecayEdges& edges) {
  Parameters parameters = base();
  // At (2000, 20) D = 1/3 where |mu| = 20: the same share of what lambda of order 1 asks of |w|.
  const double usual_gain = 20.0 / 3 / parameters.signal_norm;
  const double gain = each.start == Start::usual ? usual_gain : 1e-4 * usual_gain;
  parameters.chosen_init_weight_std = std::sqrt(gain / static_cast<double>(parameters.dimension));
  // The largest gain of the run is the usual start's or |p|^2 of the trained state, of the same
  // size: an eighth of what turns a gap over in a step.
  parameters.step_size = 1 / (8 * usual_gain * std::pow(parameters.signal_norm, 2));
  parameters.weight_decay = each.decay;
  parameters.steps = std::ceil(60 / (edges.zero * parameters.step_size));
  return parameters;
}

/// Mean over the types of a class of noise state, by their shares, which are alike in both classes.
double mean_relevant(const DecayState& state, bool noisy) {
  return (state.relevant_softmax[noisy ? 1 : 0] + state.relevant_softmax[noisy ? 3 : 2]) / 2;
}

Finding check(const DecayDesign& design, const ClaimContext& context) {
  Finding finding;
  DecayEdges edges = decay_edges(base());
  edges.zero *= design.edge_factor;
  edges.collapse *= design.edge_factor;
  const double uniform = 1 / static_cast<double>(base().tokens);
  bool holds = true;
  const auto compare = [&](const std::string& quantity, double stated, double observed,
                           double tolerance) {
    finding.measurements.push_back(
        {quantity, stated, observed, {stated - tolerance, stated + tolerance}});
    holds = holds && std::abs(observed - stated) <= tolerance;
  };
  std::uint64_t first_replicate = 0;
  for (const Case& each : cases(edges)) {
    const Parameters parameters = parameters_of(each, edges);
    std::vector<Snapshot> last(replicates);
    over_replicates(context, 0, replicates, [&](std::int64_t replicate) {
      last[static_cast<std::size_t>(replicate)] =
          simulate(ends_of_run(parameters, context,
                               first_replicate + static_cast<std::uint64_t>(replicate)))
              .final();
    });
    first_replicate += replicates;
    finding.replicates += replicates;
    const std::optional<DecayState> state = trained_state(base(), each.decay);
    if (each.trains && !state) holds = false;
    for (const Snapshot& seen : last) {
      const bool is_trained = each.trains && state;
      compare("s_1 of clean samples, " + each.name,
              is_trained ? mean_relevant(*state, false) : uniform, seen.clean_relevant_mean.value(),
              softmax_tolerance);
      compare("s_1 of noisy samples, " + each.name,
              is_trained ? mean_relevant(*state, true) : uniform, seen.noisy_relevant_mean.value(),
              softmax_tolerance);
      if (!is_trained) continue;
      const double stated = design.state_factor * state->query_norm2;
      compare("|p|^2, " + each.name, stated, seen.query_norm2, norm_tolerance * stated);
    }
  }
  finding.measurements.push_back(
      {"omega_0/|mu|", std::nullopt, edges.zero / base().signal_norm, {}});
  finding.measurements.push_back(
      {"omega_c/|mu|", std::nullopt, edges.collapse / base().signal_norm, {}});
  finding.verdict = holds ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "five cases around omega_0 = {:.4f} |mu| and omega_c = {:.4f} |mu|, three runs each",
      edges.zero / base().signal_norm, edges.collapse / base().signal_norm);
  return finding;
}

}  // namespace
}  // namespace decay_trial

Claim decay_cases_claim(const DecayDesign& design) {
  return {decay_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) { return decay_trial::check(design, context); }};
}

}  // namespace benignity
