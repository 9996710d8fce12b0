#include "sim/lanes/set.ipp"

namespace benignity {

extern const Kernels<float> avx512_float_kernels;
extern const Kernels<double> avx512_double_kernels;
const Kernels<float> avx512_float_kernels = compiled_kernels<float>;
const Kernels<double> avx512_double_kernels = compiled_kernels<double>;

}  // namespace benignity
