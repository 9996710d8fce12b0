#include "tests/bench/roof_loops.ipp"

namespace benignity::bench {

extern const RoofLoops x86_64_roof_loops;
const RoofLoops x86_64_roof_loops = compiled_loops;

}  // namespace benignity::bench
