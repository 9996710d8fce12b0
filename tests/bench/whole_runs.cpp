#include <algorithm>
#include <cmath>

#include <benchmark/benchmark.h>

#include "sim/engine/explicit_gram.hpp"
#include "sim/engine/flow.hpp"
#include "sim/engine/sampled.hpp"
#include "sim/test_law/fresh_samples.hpp"
#include "sim/trajectory/simulate.hpp"
#include "tests/bench/roof.hpp"
#include "theory/mean_field/path.hpp"

namespace benignity::bench {
namespace {

void sampled_set_up(benchmark::State& state) {
  Parameters parameters;
  parameters.samples = state.range(0) / parameters.tokens;
  parameters.dimension = std::max<std::int64_t>(2000, 4 * state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(sample_gram_start(parameters, 1, 0));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(sampled_set_up)
    ->Name("set_up/sampled")
    ->ArgName("nT")

    ->Args({32})
    ->Args({160})
    ->Args({640})
    ->Args({2048})
    ->Unit(benchmark::kMillisecond)
    ->Complexity();

void gram_set_up(benchmark::State& state) {
  Parameters parameters;
  parameters.dimension = state.range(0);
  const TrainingSet set = draw_training_set(parameters, 1, 0);
  for (auto _ : state) {
    benchmark::DoNotOptimize(explicit_gram_start<double>(parameters, set, 1, 0));
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(gram_set_up)
    ->Name("set_up/gram")
    ->ArgName("d")
    ->Arg(250)
    ->Arg(500)
    ->Arg(1000)
    ->Arg(2000)
    ->Arg(4000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oNSquared);

/// Everything that `simulate` does for the paper's setting, test law included.
void whole_run(benchmark::State& state) {
  RunSettings settings;
  const auto run = [&] {
    ++settings.seed;
    benchmark::DoNotOptimize(simulate(settings));
  };
  for (auto _ : state) run();
  state.counters["least_seconds"] = least_seconds(thread_seconds, 50, 1, run);
}
BENCHMARK(whole_run)->Name("run/sampled/1000_steps")->Unit(benchmark::kMillisecond);

/// The test law at 22 times of one run, 1000 fresh samples.
void test_law(benchmark::State& state) {
  const Parameters parameters;
  constexpr Eigen::Index times = 22;
  JointReadouts readouts{Vector<double>::LinSpaced(times, 0, 4),
                         Vector<double>::LinSpaced(times, 0, 4), Matrix<double>(times, times)};
  for (Eigen::Index r = 0; r < times; ++r) {
    for (Eigen::Index s = 0; s < times; ++s) {
      readouts.products(r, s) = 0.01 * static_cast<double>(1 + std::min(r, s));
    }
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(joint_projection_statistics(parameters, {1, 0, 1000}, readouts));
  }
}
BENCHMARK(test_law)->Name("test_law/22_times")->Unit(benchmark::kMillisecond);

/// From t = 1 to t = e.
void flow(benchmark::State& state) {
  Parameters parameters;
  parameters.samples = state.range(0) / parameters.tokens;
  const GramStart<double> start = sample_gram_start(parameters, 1, 0);
  for (auto _ : state) {
    state.PauseTiming();
    GramFlow<double> path(start.problem, start.state, flow_tolerance<double>());
    while (path.time() < 1) path.advance(1 - path.time());
    state.ResumeTiming();
    while (path.time() < std::exp(1.0)) path.advance(std::exp(1.0) - path.time());
  }
}
BENCHMARK(flow)
    ->Name("flow/unit_of_log_time")
    ->ArgName("nT")
    ->Arg(32)
    ->Arg(160)
    ->Unit(benchmark::kMillisecond);

void mean_field(benchmark::State& state) {
  const Parameters parameters;
  const auto system = mean_field_system<double>(parameters);
  constexpr double units = 10;  // of log time, from theta = 1
  for (auto _ : state) {
    MeanFieldPath path(system, 1e-10);
    const auto go_to = [&](double end) {
      while (path.time() < end) path.accept(path.propose(end - path.time()));
    };
    state.PauseTiming();
    go_to(1);
    state.ResumeTiming();
    go_to(std::exp(units));
  }
  state.counters["seconds_a_unit"] =
      benchmark::Counter(units * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(mean_field)->Name("mean_field/10_units_of_log_time")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace benignity::bench
