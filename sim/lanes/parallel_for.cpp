#include "sim/lanes/parallel_for.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace benignity {

void parallel_for(std::ptrdiff_t count, const std::function<void(std::ptrdiff_t)>& work) {
  oneapi::tbb::parallel_for(std::ptrdiff_t{0}, count, work);
}

void isolated_parallel_for(std::ptrdiff_t count, const std::function<void(std::ptrdiff_t)>& work) {
  oneapi::tbb::this_task_arena::isolate([&] { parallel_for(count, work); });
}

}  // namespace benignity
