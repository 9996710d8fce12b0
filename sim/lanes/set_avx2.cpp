#include "sim/lanes/set.ipp"

namespace benignity {

extern const Kernels<float> avx2_float_kernels;
extern const Kernels<double> avx2_double_kernels;
extern const PanelKernels<float> avx2_float_panel_kernels;
extern const PanelKernels<double> avx2_double_panel_kernels;
extern const DrawKernels avx2_draw_kernels;
extern const ColumnKernels avx2_column_kernels;
const Kernels<float> avx2_float_kernels = compiled_kernels<float>;
const Kernels<double> avx2_double_kernels = compiled_kernels<double>;
const PanelKernels<float> avx2_float_panel_kernels = compiled_panel_kernels<float>;
const PanelKernels<double> avx2_double_panel_kernels = compiled_panel_kernels<double>;
const DrawKernels avx2_draw_kernels = compiled_draw_kernels;
const ColumnKernels avx2_column_kernels = compiled_column_kernels;

}  // namespace benignity
