#include "sim/engine/gram.hpp"

#include <algorithm>

#include <benchmark/benchmark.h>
#include <boost/multiprecision/eigen.hpp>

#include "tests/bench/roof.hpp"
#include "tests/bench/starts.hpp"
#include "theory/scalar.hpp"

namespace benignity::bench {
namespace {

/// One step. Traffic: K's triangle read, H's read and written; flops: 4 an entry of K (it serves
/// two places), 8 an entry of H (updated, then two places).
template <class Real>
void gram_step(benchmark::State& state) {
  const std::int64_t token_count = state.range(0);
  GramDescent<Real> descent(made_up_problem<Real>(token_count), made_up_state<Real>(token_count));
  const Real alpha = Real(1) / Real(10000);
  for (auto _ : state) descent.step(alpha);
  benchmark::DoNotOptimize(descent.logits().data());
  state.SetComplexityN(token_count);
  if constexpr (std::is_same_v<Real, double>) {
    const auto size = static_cast<double>(token_count + 2);
    const double entries = size * (size + 1) / 2;
    const bool one_core = 8 * entries <= 2 << 20;
    const double least = one_core
                             ? least_seconds(thread_seconds, 200, 50, [&] { descent.step(alpha); })
                             : least_seconds(wall_seconds, 30, 1, [&] { descent.step(alpha); });
    const double flop_seconds = 12 * entries / roof().multiply_adds;
    state.counters["least_seconds"] = least;
    state.counters["share_of_roof"] =
        shortest_seconds(3 * 8 * entries, 2 * 8 * entries, 12 * entries) / least;
    if (one_core) {
      state.counters["share_of_mixed_level2_roof"] =
          std::max(24 * entries / roof().level2_mixed, flop_seconds) / least;
    }
    state.counters["GB/s"] = 24 * entries / least / 1e9;
  }
}

void sizes(benchmark::internal::Benchmark* family, std::initializer_list<std::int64_t> counts) {
  for (const std::int64_t count : counts) family->Arg(count);
  family->ArgName("nT")->Unit(benchmark::kMicrosecond)->Complexity(benchmark::oNSquared);
}

// Beyond one core's cache the step runs on every core: wall time there, CPU time elsewhere.
BENCHMARK_TEMPLATE(gram_step, float)->Name("gram/float")->Apply([](auto* family) {
  sizes(family, {32, 64, 160, 320, 640});
});
BENCHMARK_TEMPLATE(gram_step, double)->Name("gram/double")->Apply([](auto* family) {
  sizes(family, {32, 64, 160, 240});
});
BENCHMARK_TEMPLATE(gram_step, double)
    ->Name("gram/double/every_core")
    ->UseRealTime()
    ->Apply([](auto* family) {
      sizes(family, {512, 1024, 2048, 4096});
    });
BENCHMARK_TEMPLATE(gram_step, long double)->Name("gram/long_double")->Apply([](auto* family) {
  sizes(family, {32, 64, 160, 320});
});
BENCHMARK_TEMPLATE(gram_step, Float50)->Name("gram/50")->Apply([](auto* family) {
  sizes(family, {32, 64, 160});
});
BENCHMARK_TEMPLATE(gram_step, Float100)->Name("gram/100")->Apply([](auto* family) {
  sizes(family, {32, 64, 160});
});

}  // namespace
}  // namespace benignity::bench
