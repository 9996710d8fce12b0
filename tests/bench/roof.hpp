#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>

namespace benignity {

enum class InstructionSet;

namespace bench {

/// The loops that measure the machine, compiled for one instruction set.
struct RoofLoops {
  /// Reads `count` numbers; count is a multiple of 64. Returns their sum.
  double (*read)(const double* x, std::ptrdiff_t count);
  /// x <- x + 1: reads and writes `count` numbers.
  void (*update)(double* x, std::ptrdiff_t count);
  /// `rounds` rounds of multiply_adds_a_round independent multiply-adds of a number.
  double (*multiply_adds)(std::ptrdiff_t rounds);
  double multiply_adds_a_round;
};

[[nodiscard]] const RoofLoops& roof_loops(InstructionSet set);

/// What this machine can do with the instruction set of the kernels, measured once in this run.
/// "Mixed" is the traffic of a Gram step: one array read (K), one read and written (H), as many
/// numbers each; bytes written count beside bytes read.
struct Roof {
  double level1_read = 0;   ///< bytes a second, one core, 24 KiB
  double level2_read = 0;   ///< bytes a second, one core, 212 KiB: both triangles at nT = 160
  double level2_mixed = 0;  ///< the same, mixed; above level2_read, for reads and writes overlap
  double memory_mixed = 0;  ///< bytes a second, one core, 2 x 128 MiB
  double memory_every_core = 0;  ///< the same on every core, wall time
  double multiply_adds = 0;      ///< flops a second, one core; a multiply-add counts as two
};

[[nodiscard]] const Roof& roof();

[[nodiscard]] double thread_seconds();  ///< CPU time of this thread
[[nodiscard]] double wall_seconds();

/// The least seconds of `body`, by the given clock, over `runs` runs of `repeats` calls: what the
/// roof and the kernels are both measured by, for on a shared machine a mean measures the others.
template <class Clock, class Body>
double least_seconds(const Clock& clock, int runs, int repeats, const Body& body) {
  double least = std::numeric_limits<double>::infinity();
  for (int run = 0; run < runs; ++run) {
    const double start = clock();
    for (int i = 0; i < repeats; ++i) body();
    least = std::min(least, (clock() - start) / repeats);
  }
  return least;
}

/// Shortest time in which `bytes` of traffic over `footprint` bytes and `flops` can be done, s: the
/// larger of bytes over bandwidth and flops over peak. L1 and L2 by reading, memory mixed on every
/// core.
[[nodiscard]] double shortest_seconds(double bytes, double footprint, double flops);

}  // namespace bench
}  // namespace benignity
