#include "tests/bench/roof_loops.ipp"

namespace benignity::bench {

extern const RoofLoops avx512_roof_loops;
const RoofLoops avx512_roof_loops = compiled_loops;

}  // namespace benignity::bench
