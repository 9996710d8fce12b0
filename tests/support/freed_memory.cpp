// Linked into every test program, whose main() is Catch's.
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>

namespace {

/// Freed memory is kept as `benignity` keeps it (verify/program/main.cpp): a claim that allocates
/// matrices in every step took 15 s of processor time without, more than a third of them in the
/// kernel, and takes 4.
const bool kept =
    mallopt(M_MMAP_THRESHOLD, 1 << 25) == 1 && mallopt(M_TRIM_THRESHOLD, 1 << 30) == 1;

}  // namespace
#endif
