#include <memory>

#include <benchmark/benchmark.h>

#include "sim/trajectory/dynamics.hpp"
#include "tests/bench/roof.hpp"

namespace benignity::bench {
namespace {

/// One step of a model of the family at the paper's setting, beside that of the plain model.
void family_step(benchmark::State& state, const RunSettings& settings,
                 std::unique_ptr<DescentDynamics> (*of)(const RunSettings&)) {
  const std::unique_ptr<DescentDynamics> dynamics = of(settings);
  for (auto _ : state) dynamics->step();
  state.counters["least_seconds"] =
      least_seconds(thread_seconds, 200, 50, [&] { dynamics->step(); });
}

void plain(benchmark::State& state) { family_step(state, {}, descent_in<Precision::float64>); }
/// The same model by the engine of the family: what a head costs there.
void one_head(benchmark::State& state) { family_step(state, {}, heads_in<Precision::float64>); }
void four_heads(benchmark::State& state) {
  RunSettings settings;
  settings.parameters.heads = 4;
  settings.parameters.head_output = HeadOutput::mean;
  family_step(state, settings, heads_in<Precision::float64>);
}
void momentum(benchmark::State& state) {
  RunSettings settings;
  settings.parameters.momentum = 0.9;
  family_step(state, settings, heads_in<Precision::float64>);
}
void key_query(benchmark::State& state) {
  RunSettings settings;
  settings.parameters.parameterization = Parameterization::key_query;
  family_step(state, settings, heads_in<Precision::float64>);
}
void batches(benchmark::State& state) {
  RunSettings settings;
  settings.parameters.chosen_batch_size = 5;
  family_step(state, settings, heads_in<Precision::float64>);
}

BENCHMARK(plain)->Name("family/plain")->Unit(benchmark::kMicrosecond);
BENCHMARK(one_head)->Name("family/heads_1")->Unit(benchmark::kMicrosecond);
BENCHMARK(four_heads)->Name("family/heads_4")->Unit(benchmark::kMicrosecond);
BENCHMARK(momentum)->Name("family/momentum")->Unit(benchmark::kMicrosecond);
BENCHMARK(key_query)->Name("family/key_query")->Unit(benchmark::kMicrosecond);
BENCHMARK(batches)->Name("family/batch_5")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace benignity::bench
