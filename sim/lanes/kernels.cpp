#include "sim/lanes/kernels.hpp"

#include "sim/lanes/column_kernels.hpp"
#include "sim/lanes/draw_kernels.hpp"
#include "sim/lanes/instruction_set.hpp"
#include "sim/lanes/panel_kernels.hpp"

namespace benignity {

// Each defined in sim/lanes/set_<name>.cpp.
extern const Kernels<float> x86_64_float_kernels;
extern const Kernels<float> avx2_float_kernels;
extern const Kernels<float> avx512_float_kernels;
extern const Kernels<double> x86_64_double_kernels;
extern const Kernels<double> avx2_double_kernels;
extern const Kernels<double> avx512_double_kernels;
extern const PanelKernels<float> x86_64_float_panel_kernels;
extern const PanelKernels<float> avx2_float_panel_kernels;
extern const PanelKernels<float> avx512_float_panel_kernels;
extern const PanelKernels<double> x86_64_double_panel_kernels;
extern const PanelKernels<double> avx2_double_panel_kernels;
extern const PanelKernels<double> avx512_double_panel_kernels;
extern const DrawKernels x86_64_draw_kernels;
extern const DrawKernels avx2_draw_kernels;
extern const DrawKernels avx512_draw_kernels;
extern const ColumnKernels x86_64_column_kernels;
extern const ColumnKernels avx2_column_kernels;
extern const ColumnKernels avx512_column_kernels;

template <>
const Kernels<float>& kernels<float>(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return avx512_float_kernels;
    case InstructionSet::avx2:
      return avx2_float_kernels;
    case InstructionSet::x86_64:
      break;
  }
  return x86_64_float_kernels;
}

template <>
const Kernels<double>& kernels<double>(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return avx512_double_kernels;
    case InstructionSet::avx2:
      return avx2_double_kernels;
    case InstructionSet::x86_64:
      break;
  }
  return x86_64_double_kernels;
}

template <class Real>
const Kernels<Real>& kernels() {
  static const Kernels<Real>& chosen = kernels<Real>(instruction_set());
  return chosen;
}

template const Kernels<float>& kernels<float>();
template const Kernels<double>& kernels<double>();

template <>
const PanelKernels<float>& panel_kernels<float>(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return avx512_float_panel_kernels;
    case InstructionSet::avx2:
      return avx2_float_panel_kernels;
    case InstructionSet::x86_64:
      break;
  }
  return x86_64_float_panel_kernels;
}

template <>
const PanelKernels<double>& panel_kernels<double>(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return avx512_double_panel_kernels;
    case InstructionSet::avx2:
      return avx2_double_panel_kernels;
    case InstructionSet::x86_64:
      break;
  }
  return x86_64_double_panel_kernels;
}

template <class Real>
const PanelKernels<Real>& panel_kernels() {
  static const PanelKernels<Real>& chosen = panel_kernels<Real>(instruction_set());
  return chosen;
}

template const PanelKernels<float>& panel_kernels<float>();
template const PanelKernels<double>& panel_kernels<double>();

const DrawKernels& draw_kernels(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return avx512_draw_kernels;
    case InstructionSet::avx2:
      return avx2_draw_kernels;
    case InstructionSet::x86_64:
      break;
  }
  return x86_64_draw_kernels;
}

const DrawKernels& draw_kernels() {
  static const DrawKernels& chosen = draw_kernels(instruction_set());
  return chosen;
}

const ColumnKernels& column_kernels(InstructionSet set) {
  switch (set) {
    case InstructionSet::avx512:
      return avx512_column_kernels;
    case InstructionSet::avx2:
      return avx2_column_kernels;
    case InstructionSet::x86_64:
      break;
  }
  return x86_64_column_kernels;
}

const ColumnKernels& column_kernels() {
  static const ColumnKernels& chosen = column_kernels(instruction_set());
  return chosen;
}

}  // namespace benignity
