#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/trajectory/simulate.hpp"
#include "theory/mean_field/observables.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/theorem/claims.hpp"
#include "verify/claims/theorem/ray.hpp"

namespace benignity {
namespace softmax_levels_trial {
namespace {

ClaimDescription statement() {
  return {"theorem.softmax_levels",
          "the relevant token's mean probability in clean, noisy and fresh samples passes declared "
          "levels at the mean field's times: up in all three for kappa > kappa*, down in noisy "
          "ones for kappa < kappa*",
          "[derived] theory/README.md (7.4), from [paper]: delayed generalisation, memorisation "
          "drives s_1 of noisy samples to zero",
          "theorem",
          "n = 20, T = 4, d = 10^10, eta = rho = 0.1; kappa = 45 (margins of part 1 above 1) and "
          "2 (of part 2)",
          "levels 0.5, 0.9 (clean), 0.5, 0.75 (fresh), 0.5, 0.75 and 0.1, 0.01 (noisy); flow from "
          "3 sampled starts: on one side of the level 3% before the mean field's time, on the "
          "other 3% after; 500 fresh samples",
          "flow",
          "double"};
}

constexpr std::uint64_t replicates = 3;
/// Before and after the mean field's time, relative.
constexpr double time_tolerance = 0.03;

enum class Data { clean, noisy, fresh };

/// The level passes upwards where it is above 1/T, downwards below.
struct Passage {
  Data data;
  double level;
};

struct Regime {
  const char* name;
  double kappa;
  std::vector<MarginScope> scopes;
  std::vector<Passage> passages;
};

std::vector<Regime> regimes() {
  return {{"kappa = 45",
           45,
           {MarginScope::both_parts, MarginScope::part_one},
           {{Data::clean, 0.5},
            {Data::clean, 0.9},
            {Data::noisy, 0.5},
            {Data::noisy, 0.75},
            {Data::fresh, 0.5},
            {Data::fresh, 0.75}}},
          {"kappa = 2",
           2,
           {MarginScope::both_parts, MarginScope::part_two},
           {{Data::clean, 0.5},
            {Data::clean, 0.9},
            {Data::noisy, 0.1},
            {Data::noisy, 0.01},
            {Data::fresh, 0.5},
            {Data::fresh, 0.75}}}};
}

Parameters setting(double kappa) { return ray_parameters({.label_noise = 0.1}, kappa); }

std::string name(Data data) {
  return data == Data::clean ? "clean" : data == Data::noisy ? "noisy" : "fresh";
}

/// s_1 of a fresh sample of the class whose signal logit is smaller: no noise of its own, no label.
double fresh_relevant(const MeanFieldSystem<double>& system,
                      const MeanFieldState<double>& noise_logits) {
  const SignalLogits<double> lambda = signal_logits(system, noise_logits);
  const SampleType type =
      lambda.plus <= lambda.minus ? SampleType::clean_plus : SampleType::clean_minus;
  double others = 0;
  double own = 0;
  for (const TokenKind kind : token_kinds) {
    const auto along = signal_coefficients(system.layout, type, kind);
    const double logit = along.plus * lambda.plus + along.minus * lambda.minus;
    if (kind == TokenKind::relevant) own = logit;
    others += system.layout.multiplicity[index_of(kind)] * std::exp(logit);
  }
  return std::exp(own) / others;
}

double relevant(const MeanFieldSystem<double>& system, const MeanFieldState<double>& noise_logits,
                Data data) {
  if (data == Data::fresh) return fresh_relevant(system, noise_logits);
  return least_relevant_softmax(system, noise_logits,
                                data == Data::clean ? LabelState::clean : LabelState::noisy);
}

double relevant(const Snapshot& snapshot, Data data) {
  if (data == Data::fresh) return snapshot.test.relevant.mean;
  return data == Data::clean ? snapshot.clean_relevant_mean.value()
                             : snapshot.noisy_relevant_mean.value();
}

/// The mean field's first time [steps] at the level.
double passage_time(const Parameters& parameters, const Passage& passage) {
  constexpr int most_steps = 50'000;
  const auto system = mean_field_system<double>(parameters);
  const auto excess = [&](const MeanFieldState<double>& state) {
    return relevant(system, state, passage.data) - passage.level;
  };
  MeanFieldPath path(system, 1e-7);
  double before = excess(path.state());
  for (int i = 0; i < most_steps; ++i) {
    const MeanFieldStep step = path.propose(INFINITY);
    const double behind = excess(step.end);
    if ((before < 0) != (behind < 0)) {
      const double inside = crossing_length(path, step.length, before, behind, excess);
      return (path.time() + inside) * std::exp(log_steps_per_scaled_time(parameters));
    }
    path.accept(step);
    before = behind;
  }
  throw std::domain_error("passage_time: the mean field does not reach the level");
}

Snapshot flow_at(Parameters parameters, double step, std::uint64_t replicate,
                 const ClaimContext& context) {
  throw_if_interrupted(context);
  parameters.steps = step;
  RunSettings run = ends_of_run(parameters, context, replicate);
  run.engine = Engine::flow;
  run.test_samples = 500;
  return simulate(run).final();
}

Finding check(const SoftmaxLevelsDesign& design, const ClaimContext& context) {
  throw_if_interrupted(context);
  Finding finding;
  int passed = 0;
  int looked_at = 0;
  std::vector<Measurement> details;
  for (const Regime& regime : regimes()) {
    const Parameters parameters = setting(regime.kappa);
    if (out_of_regime(parameters, regime.scopes, finding)) return finding;
    for (const Passage& passage : regime.passages) {
      const double stated = design.time_factor * passage_time(parameters, passage);
      const bool rises = passage.level > 1 / static_cast<double>(parameters.tokens);
      const std::string what =
          fmt::format("{} s_1 at {:.2f}, {}", name(passage.data), passage.level, regime.name);
      for (std::uint64_t replicate = 0; replicate < replicates; ++replicate) {
        const double early = relevant(
            flow_at(parameters, stated * (1 - time_tolerance), replicate, context), passage.data);
        const double late = relevant(
            flow_at(parameters, stated * (1 + time_tolerance), replicate, context), passage.data);
        const double below = rises ? early : late;
        const double above = rises ? late : early;
        passed += below < passage.level && above >= passage.level ? 1 : 0;
        ++looked_at;
        if (replicate > 0) continue;
        details.push_back({what + ", 3% before [replicate 0]", std::nullopt, early, {}});
        details.push_back({what + ", 3% after [replicate 0]", std::nullopt, late, {}});
      }
    }
  }
  finding.replicates = looked_at;
  const auto all = static_cast<double>(looked_at);
  finding.measurements = {
      {"levels passed within 3% of the stated time", all, static_cast<double>(passed), {all, all}}};
  finding.measurements.insert(finding.measurements.end(), details.begin(), details.end());
  finding.verdict = passed == looked_at ? Verdict::pass : Verdict::fail;
  finding.explanation = std::to_string(passed) + " of " + std::to_string(looked_at) +
                        " passages of s_1 within 3% of the mean field's time";
  return finding;
}

}  // namespace
}  // namespace softmax_levels_trial

Claim softmax_levels_claim(const SoftmaxLevelsDesign& design) {
  return {softmax_levels_trial::statement(), Decision::arithmetic,
          [design](const ClaimContext& context) {
            return softmax_levels_trial::check(design, context);
          }};
}

}  // namespace benignity
