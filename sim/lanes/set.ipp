#pragma once

// The table of the instruction set that this file is compiled for. Included by sim/lanes/set_*.cpp
// alone, which the build compiles with the flags of their set.
#include "sim/lanes/column_passes.ipp"
#include "sim/lanes/draw_kernels.hpp"
#include "sim/lanes/fresh_pass.ipp"
#include "sim/lanes/kernels.hpp"
#include "sim/lanes/normal_pass.ipp"
#include "sim/lanes/panel_kernels.hpp"
#include "sim/lanes/panel_passes.ipp"
#include "sim/lanes/remembered_pass.ipp"
#include "sim/lanes/softmax_pass.ipp"
#include "sim/lanes/square_product.ipp"
#include "sim/lanes/symmetric_passes.ipp"

namespace benignity {
namespace {

template <class Real>
constexpr Kernels<Real> compiled_kernels = {update_and_multiply<Real>, respond<Real>,
                                            square_product<Real>, exponential<Real>,
                                            follow_queries<Real>};

template <class Real>
constexpr PanelKernels<Real> compiled_panel_kernels = {
    multiply_panel<Real>, multiply_panel_transposed<Real>, add_product_to_panel<Real>};

constexpr DrawKernels compiled_draw_kernels = {normals, respond_to_fresh};

constexpr ColumnKernels compiled_column_kernels = {multiply_columns, follow_columns, follow_pair,
                                                   combine};

}  // namespace
}  // namespace benignity
