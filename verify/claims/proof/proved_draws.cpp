#include "verify/claims/proof/proved_draws.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "sim/trajectory/simulate.hpp"
#include "verify/claims/runs.hpp"
#include "verify/claims/stopping_events.hpp"

namespace benignity {
namespace {

constexpr std::int64_t draws = 10;
constexpr std::array scalars = {Precision::float32, Precision::float64, Precision::long_double,
                                Precision::digits50};

struct ProvedDraw {
  bool decided = false;
  bool balanced = false;
  std::optional<bool> statement;
  std::array<int, scalars.size()> differing{};
  std::string first_difference;  // of double and wider
  double digits = 0;
  double digits_used = 0;
  ProbabilityBounds error;
  StoppingTimes times;
};

Question question_of(const RunSettings& run, std::int64_t steps) {
  const Parameters& parameters = run.parameters;
  return {steps, std::max<std::int64_t>(steps, 1), parameters.selection_threshold,
          parameters.target_gap(), parameters};
}

ProvedDraw prove_draw(const ProvedDraws& design, RunSettings run, const ClaimContext& context) {
  const ExactDraw draw = exact_draw(run);
  const RunWatch watch{&context.interrupted, nullptr};
  const auto steps = static_cast<std::int64_t>(run.parameters.steps);
  const Proof proof = prove(draw, question_of(run, steps), design.bits, watch);
  throw_if_interrupted(context);
  ProvedDraw found;
  found.times = proof.stopping_times;
  found.decided = !proof.undecided_at && proof.steps == steps;
  found.balanced = proof.balance && proof.balance->overlap;
  found.digits = static_cast<double>(proof.digits());
  found.digits_used = static_cast<double>(proof.digits_used());
  const bool is_last = design.statement_step == steps;
  const Proof earlier =
      is_last ? Proof() : prove(draw, question_of(run, design.statement_step), first_bits, watch);
  const Proof& judged = is_last ? proof : earlier;
  found.statement = design.statement(judged, draw.labels, run.parameters.failure_probability);
  if (judged.fresh) found.error = judged.fresh->error;
  for (std::size_t s = 0; s < scalars.size(); ++s) {
    throw_if_interrupted(context);
    run.precision = scalars[s];
    const StoppingTimes times = simulate(run, watch).stopping_times;
    for (const StoppingEvent& event : stopping_events) {
      if (times.*event.observed == proof.stopping_times.*event.observed) continue;
      ++found.differing[s];
      if (scalars[s] != Precision::float32 && found.first_difference.empty()) {
        found.first_difference =
            fmt::format("{} in {} with seed {}", event.name, name(scalars[s]), run.seed);
      }
    }
  }
  throw_if_interrupted(context);
  return found;
}

Measurement counted(const std::string& what, double count, double least, double most) {
  return {what, std::nullopt, count, {least, most}};
}

}  // namespace

Finding prove_draws(const ProvedDraws& design, const ClaimContext& context) {
  std::vector<ProvedDraw> found(draws);
  over_replicates(context, 0, draws, [&](std::int64_t i) {
    RunSettings run = ends_of_run(design.parameters, context, 0);
    run.seed = context.seed + static_cast<std::uint64_t>(i);
    found[static_cast<std::size_t>(i)] = prove_draw(design, run, context);
  });
  const auto count = [&](const auto& holds) {
    return static_cast<double>(std::count_if(found.begin(), found.end(), holds));
  };
  const double decided = count([](const ProvedDraw& d) { return d.decided; });
  const double proved =
      count([](const ProvedDraw& d) { return d.statement == std::optional(true); });
  const double refuted =
      count([](const ProvedDraw& d) { return d.statement == std::optional(false); });
  const double balanced = count([](const ProvedDraw& d) { return d.balanced; });

  Finding finding;
  constexpr auto all = static_cast<double>(draws);
  finding.replicates = draws;
  finding.measurements = {
      counted("draws with every event decided at every step", decided, all, all),
      counted(fmt::format("draws with {} proved", design.statement_name), proved,
              design.least_proved, all),
      counted(fmt::format("draws with {} refuted", design.statement_name), refuted, all - proved,
              all - proved),
      counted("draws with tr(K^-1 H) - q where the steps brought it", balanced, all, all)};
  bool same = true;
  for (std::size_t s = 0; s < scalars.size(); ++s) {
    double differing = 0;
    for (const ProvedDraw& draw : found) differing += draw.differing[s];
    const bool is_judged = scalars[s] != Precision::float32;
    finding.measurements.push_back(
        {fmt::format("stopping steps that differ from the proved ones, {}", name(scalars[s])),
         is_judged ? std::optional(0.0) : std::nullopt, differing,
         is_judged ? Interval{0.0, 0.0} : Interval{}});
    same = same && (differing == 0 || !is_judged);
  }
  double digits = 0;
  double used = 0;
  ProbabilityBounds error{1, 0};
  for (const ProvedDraw& draw : found) {
    digits = std::max(digits, draw.digits);
    used = std::max(used, draw.digits_used);
    error = {std::min(error.lower, draw.error.lower), std::max(error.upper, draw.error.upper)};
  }
  for (const StoppingEvent& event : stopping_events) {
    double happened = 0;
    for (const ProvedDraw& draw : found) happened += draw.times.*event.observed ? 1 : 0;
    finding.measurements.push_back(
        {fmt::format("draws with a proved step of {}", event.name), std::nullopt, happened, {}});
  }
  finding.measurements.push_back({"digits, most of any draw", std::nullopt, digits, {}});
  finding.measurements.push_back({"digits used up, most of any draw", std::nullopt, used, {}});
  finding.measurements.push_back(
      {"P[sign f != Y*], least lower bound", std::nullopt, error.lower, {}});
  finding.measurements.push_back(
      {"P[sign f != Y*], largest upper bound", std::nullopt, error.upper, {}});

  const bool holds = decided == all && proved >= design.least_proved && proved + refuted == all &&
                     balanced == all && same;
  finding.verdict = holds ? Verdict::pass : Verdict::fail;
  finding.explanation = fmt::format(
      "of {} draws {:.0f} have every event decided; {} at step {}: {:.0f} proved, {:.0f} refuted; "
      "{:.0f} digits, {:.0f} used up",
      draws, decided, design.statement_name, design.statement_step, proved, refuted, digits, used);
  for (const ProvedDraw& draw : found) {
    if (draw.first_difference.empty()) continue;
    finding.explanation += "; another step of " + draw.first_difference;
    break;
  }
  return finding;
}

}  // namespace benignity
