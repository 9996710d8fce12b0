#include "sim/engine/dense.hpp"

#include <benchmark/benchmark.h>
#include <boost/multiprecision/eigen.hpp>

#include "tests/bench/naive.hpp"
#include "tests/bench/roof.hpp"
#include "tests/bench/starts.hpp"
#include "theory/scalar.hpp"

namespace benignity::bench {
namespace {

constexpr std::int64_t token_count = 160;

void naive_step(benchmark::State& state) {
  NaiveDescent descent(token_count, state.range(0));
  descent.step(1e-6);  // touches every page
  for (auto _ : state) descent.step(1e-6);
  if (state.range(0) <= 2000) {
    state.counters["least_seconds"] =
        least_seconds(thread_seconds, 10, 1, [&] { descent.step(1e-6); });
  }
  benchmark::DoNotOptimize(descent.weight_norm2());
  state.SetComplexityN(state.range(0));
}

template <class Real>
RowMatrix<Real> made_up_rows(Eigen::Index rows, Eigen::Index columns, double scale) {
  RowMatrix<Real> matrix(rows, columns);
  std::uint64_t bits = 1;
  for (Eigen::Index i = 0; i < matrix.size(); ++i) {
    bits = bits * 6364136223846793005U + 1442695040888963407U;
    matrix.data()[i] = Real(scale * (static_cast<double>(bits >> 40) / (1 << 23) - 1));
  }
  return matrix;
}

/// One step. Traffic: W read and written once, X read twice.
template <class Real>
void dense_step(benchmark::State& state) {
  const std::int64_t dimension = state.range(0);
  DenseDescent<Real> descent(made_up_problem<Real>(token_count),
                             made_up_rows<Real>(token_count + 2, dimension, 1),
                             made_up_rows<Real>(dimension, dimension, 0.01),
                             Vector<Real>::Constant(dimension, Real(0.01)));
  const Real alpha = Real(1) / Real(1000000);
  descent.step(alpha);  // touches every page
  for (auto _ : state) descent.step(alpha);
  if (dimension <= 2000) {
    state.counters["least_seconds"] =
        least_seconds(thread_seconds, 10, 1, [&] { descent.step(alpha); });
  }
  benchmark::DoNotOptimize(descent.logits().data());
  state.SetComplexityN(dimension);
  if constexpr (std::is_same_v<Real, double>) {
    const auto d = static_cast<double>(dimension);
    const double bytes = 8 * (2 * d * d + 2 * (token_count + 2) * d);
    const double flops = 6 * d * d + 4 * (token_count + 2) * d;
    const double shortest = std::max(bytes / roof().memory_mixed, flops / roof().multiply_adds);
    const auto steps = static_cast<double>(state.iterations());
    state.counters["share_of_memory_roof"] =
        benchmark::Counter(shortest * steps, benchmark::Counter::kIsRate);
  }
}

void dimensions(benchmark::internal::Benchmark* family,
                std::initializer_list<std::int64_t> counts) {
  for (const std::int64_t count : counts) family->Arg(count);
  family->ArgName("d")->Unit(benchmark::kMicrosecond)->Complexity(benchmark::oNSquared);
}

BENCHMARK(naive_step)->Name("naive/double")->Apply([](auto* family) {
  dimensions(family, {250, 500, 1000, 2000, 4000, 8000});
});
BENCHMARK_TEMPLATE(dense_step, float)->Name("dense/float")->Apply([](auto* family) {
  dimensions(family, {250, 500, 1000, 2000, 4000, 8000});
});
BENCHMARK_TEMPLATE(dense_step, double)->Name("dense/double")->Apply([](auto* family) {
  dimensions(family, {250, 500, 1000, 2000, 4000, 8000});
});
BENCHMARK_TEMPLATE(dense_step, long double)->Name("dense/long_double")->Apply([](auto* family) {
  dimensions(family, {250, 500, 1000, 2000});
});
BENCHMARK_TEMPLATE(dense_step, Float50)->Name("dense/50")->Apply([](auto* family) {
  dimensions(family, {250, 500});
});
BENCHMARK_TEMPLATE(dense_step, Float100)->Name("dense/100")->Apply([](auto* family) {
  dimensions(family, {250, 500});
});

}  // namespace
}  // namespace benignity::bench
