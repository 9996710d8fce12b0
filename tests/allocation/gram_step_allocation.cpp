// A Gram step asks for no memory. The linker sends malloc and operator new through the counters
// below (tests/CMakeLists.txt), those of the libraries under test included.
#include <cstdio>
#include <cstdlib>
#include <new>

#include "sim/engine/gram.hpp"
#include "sim/engine/sampled.hpp"

namespace {
long allocations = 0;
}

extern "C" {
void* __real_malloc(std::size_t bytes);
void* __wrap_malloc(std::size_t bytes) {
  ++allocations;
  return __real_malloc(bytes);
}
void* __real__Znwm(std::size_t bytes);
void* __wrap__Znwm(std::size_t bytes) {
  ++allocations;
  return __real__Znwm(bytes);
}
}

int main() {
  using namespace benignity;
  const GramStart<double> start = sample_gram_start(Parameters{}, 1, 0);
  const long before_construction = allocations;
  GramDescent<double> descent(start.problem, start.state);
  descent.step(0.005);
  const long before = allocations;
  for (int step = 0; step < 10; ++step) descent.step(0.005);
  const long in_steps = allocations - before;
  std::printf("%ld allocations in the construction, %ld in 10 steps\n",
              before - before_construction, in_steps);
  // A construction that is not seen to allocate would mean that nothing is counted.
  return before > before_construction && in_steps == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
