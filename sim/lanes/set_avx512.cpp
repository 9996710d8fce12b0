#include "sim/lanes/set.ipp"

namespace benignity {

extern const Kernels<float> avx512_float_kernels;
extern const Kernels<double> avx512_double_kernels;
extern const PanelKernels<float> avx512_float_panel_kernels;
extern const PanelKernels<double> avx512_double_panel_kernels;
extern const DrawKernels avx512_draw_kernels;
extern const ColumnKernels avx512_column_kernels;
const Kernels<float> avx512_float_kernels = compiled_kernels<float>;
const Kernels<double> avx512_double_kernels = compiled_kernels<double>;
const PanelKernels<float> avx512_float_panel_kernels = compiled_panel_kernels<float>;
const PanelKernels<double> avx512_double_panel_kernels = compiled_panel_kernels<double>;
const DrawKernels avx512_draw_kernels = compiled_draw_kernels;
const ColumnKernels avx512_column_kernels = compiled_column_kernels;

}  // namespace benignity
