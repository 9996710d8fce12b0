#include "tests/bench/roof.hpp"

#include <algorithm>
#include <string>

#include <benchmark/benchmark.h>
#include <oneapi/tbb/parallel_for.h>
#include <time.h>

#include "sim/lanes/instruction_set.hpp"
#include "sim/model/matrix.hpp"

namespace benignity::bench {

extern const RoofLoops x86_64_roof_loops;
extern const RoofLoops avx2_roof_loops;
extern const RoofLoops avx512_roof_loops;

namespace {

/// Bytes a second of reading one array and updating another, `count` numbers each.
double mixed_bandwidth(std::ptrdiff_t count, int runs, int repeats) {
  const RoofLoops& loops = roof_loops(instruction_set());
  Vector<double> k = Vector<double>::Ones(count);
  Vector<double> h = Vector<double>::Ones(count);
  const double seconds = least_seconds(thread_seconds, runs, repeats, [&] {
    benchmark::DoNotOptimize(loops.read(k.data(), count));
    loops.update(h.data(), count);
    benchmark::ClobberMemory();
  });
  return 3.0 * 8 * static_cast<double>(count) / seconds;
}

double read_bandwidth(std::ptrdiff_t count, int runs, int repeats) {
  const RoofLoops& loops = roof_loops(instruction_set());
  const Vector<double> k = Vector<double>::Ones(count);
  const double seconds = least_seconds(thread_seconds, runs, repeats, [&] {
    benchmark::DoNotOptimize(loops.read(k.data(), count));
  });
  return 8 * static_cast<double>(count) / seconds;
}

double memory_bandwidth_of_all_cores() {
  const RoofLoops& loops = roof_loops(instruction_set());
  constexpr std::ptrdiff_t chunk = std::ptrdiff_t{1} << 18;
  constexpr std::ptrdiff_t chunks = 64;
  Vector<double> k = Vector<double>::Ones(chunk * chunks);
  Vector<double> h = Vector<double>::Ones(chunk * chunks);
  const double seconds = least_seconds(wall_seconds, 12, 1, [&] {
    tbb::parallel_for(std::ptrdiff_t{0}, chunks, [&](std::ptrdiff_t c) {
      benchmark::DoNotOptimize(loops.read(k.data() + c * chunk, chunk));
      loops.update(h.data() + c * chunk, chunk);
    });
  });
  return 3.0 * 8 * static_cast<double>(chunk * chunks) / seconds;
}

Roof measured_roof() {
  constexpr std::ptrdiff_t triangle = 106 * 128;  // numbers in 106 KiB
  const RoofLoops& loops = roof_loops(instruction_set());
  Roof result;
  result.level1_read = read_bandwidth(24 * 128, 400, 200);
  result.level2_mixed = mixed_bandwidth(triangle, 400, 40);
  result.level2_read = read_bandwidth(2 * triangle, 400, 40);
  result.memory_mixed = mixed_bandwidth(std::ptrdiff_t{1} << 24, 10, 1);
  result.memory_every_core = memory_bandwidth_of_all_cores();
  constexpr std::ptrdiff_t rounds = 10000;
  const double seconds = least_seconds(
      thread_seconds, 200, 1, [&] { benchmark::DoNotOptimize(loops.multiply_adds(rounds)); });
  result.multiply_adds = 2 * loops.multiply_adds_a_round * rounds / seconds;
  return result;
}

void report_roof(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(roof());
  const Roof& machine = roof();
  state.counters["level1_read_GB/s"] = machine.level1_read / 1e9;
  state.counters["level2_read_GB/s"] = machine.level2_read / 1e9;
  state.counters["level2_mixed_GB/s"] = machine.level2_mixed / 1e9;
  state.counters["memory_mixed_GB/s"] = machine.memory_mixed / 1e9;
  state.counters["memory_every_core_GB/s"] = machine.memory_every_core / 1e9;
  state.counters["peak_Gflop/s"] = machine.multiply_adds / 1e9;
  state.SetLabel(std::string(name(instruction_set())));
}
BENCHMARK(report_roof)->Name("roof")->Iterations(1);

}  // namespace

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double wall_seconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

const RoofLoops& roof_loops(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return avx512_roof_loops;
    case InstructionSet::avx2:
      return avx2_roof_loops;
    case InstructionSet::x86_64:
      break;
  }
  return x86_64_roof_loops;
}

const Roof& roof() {
  static const Roof machine = measured_roof();
  return machine;
}

double shortest_seconds(double bytes, double footprint, double flops) {
  // Of the Zen 5 cores that the targets are stated for; between L2 and memory the roof is memory.
  constexpr double level1_bytes = 48 * 1024;
  constexpr double level2_bytes = 1024 * 1024;
  const Roof& machine = roof();
  const double bandwidth = footprint <= level1_bytes   ? machine.level1_read
                           : footprint <= level2_bytes ? machine.level2_read
                                                       : machine.memory_every_core;
  return std::max(bytes / bandwidth, flops / machine.multiply_adds);
}

}  // namespace benignity::bench
