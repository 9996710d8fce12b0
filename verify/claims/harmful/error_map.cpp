#include "verify/claims/harmful/error_map.hpp"

#include <cstddef>

#include "sim/trajectory/simulate.hpp"
#include "theory/harmful/head_noise.hpp"
#include "theory/harmful/test_error.hpp"
#include "verify/claims/runs.hpp"
#include "verify/statistics/slope_equivalence.hpp"

namespace benignity {
namespace {

double predicted_error(const Parameters& parameters, const HarmfulDesign& design) {
  AttentionReadout readout = second_order_readouts(parameters, {parameters.steps}).front();
  readout.direction_norm2 *= design.logit_variance_factor;
  Parameters resolved = parameters;
  resolved.signal_norm *= design.head_resolution_factor;
  return test_error(resolved, readout);
}

void observe(ErrorCell& cell, const Parameters& parameters, const ErrorMapSize& size,
             std::uint64_t first, const ClaimContext& context) {
  const double untrained = uniform_attention_error(parameters);
  double sum = 0;
  for (std::uint64_t replicate = first; replicate < first + size.replicates; ++replicate) {
    throw_if_interrupted(context);
    RunSettings run = ends_of_run(parameters, context, replicate);
    run.engine = cell.epoch == Epoch::published ? Engine::sampled : Engine::flow;
    run.test_samples = size.test_samples;
    const Trajectory trajectory = simulate(run);
    const double change =
        trajectory.initial().test.accuracy.mean - trajectory.final().test.accuracy.mean;
    cell.by_replicate.push_back(untrained + change);
    sum += cell.by_replicate.back();
  }
  cell.observed = sum / static_cast<double>(size.replicates);
}

}  // namespace

Parameters published_at(std::int64_t dimension, double signal_norm, Epoch epoch) {
  Parameters parameters;
  parameters.dimension = dimension;
  parameters.signal_norm = signal_norm;
  if (epoch == Epoch::late) parameters.steps = 1e7;
  return parameters;
}

std::vector<ErrorCell> cells_of(const HarmfulDesign& design) {
  std::vector<ErrorCell> cells;
  for (const Epoch epoch : {Epoch::published, Epoch::late}) {
    for (const std::int64_t dimension : design.dimensions) {
      for (const double signal_norm : design.signal_norms)
        cells.push_back({epoch, dimension, signal_norm});
    }
  }
  return cells;
}

void fill(std::vector<ErrorCell>& cells, const ErrorMapSize& size, const HarmfulDesign& design,
          const ClaimContext& context) {
  over_replicates(context, 0, static_cast<std::int64_t>(cells.size()), [&](std::int64_t i) {
    ErrorCell& cell = cells[static_cast<std::size_t>(i)];
    const Parameters parameters = published_at(cell.dimension, cell.signal_norm, cell.epoch);
    cell.predicted = predicted_error(parameters, design);
    observe(cell, parameters, size, static_cast<std::uint64_t>(i) * size.replicates, context);
  });
}

DecidedStatement decide_error(const ErrorCell& cell, double lower, double upper, double alpha) {
  const SlopeDecision decision =
      decide_slope(cell.by_replicate, {(lower + upper) / 2, (upper - lower) / 2}, alpha);
  return {decision.verdict, decision.test};
}

}  // namespace benignity
