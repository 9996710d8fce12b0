#include "sim/lanes/set.ipp"

namespace benignity {

extern const Kernels<float> x86_64_float_kernels;
extern const Kernels<double> x86_64_double_kernels;
extern const PanelKernels<float> x86_64_float_panel_kernels;
extern const PanelKernels<double> x86_64_double_panel_kernels;
extern const DrawKernels x86_64_draw_kernels;
extern const ColumnKernels x86_64_column_kernels;
const Kernels<float> x86_64_float_kernels = compiled_kernels<float>;
const Kernels<double> x86_64_double_kernels = compiled_kernels<double>;
const PanelKernels<float> x86_64_float_panel_kernels = compiled_panel_kernels<float>;
const PanelKernels<double> x86_64_double_panel_kernels = compiled_panel_kernels<double>;
const DrawKernels x86_64_draw_kernels = compiled_draw_kernels;
const ColumnKernels x86_64_column_kernels = compiled_column_kernels;

}  // namespace benignity
