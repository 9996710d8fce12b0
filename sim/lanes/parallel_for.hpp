#pragma once

#include <cstddef>
#include <functional>

namespace benignity {

/// work(i) once for every i in [0, count), in any order, on the threads of the caller's arena.
/// Throws what `work` throws. TBB's own loop is a header of two seconds in every source: here each
/// i is an indirect call of two nanoseconds, for work of microseconds and more.
void parallel_for(std::ptrdiff_t count, const std::function<void(std::ptrdiff_t)>& work);

/// The same, isolated: a thread that waits takes up no other work of the program meanwhile.
void isolated_parallel_for(std::ptrdiff_t count, const std::function<void(std::ptrdiff_t)>& work);

}  // namespace benignity
