#pragma once

#include "sim/engine/dense.ipp"
#include "sim/engine/explicit_gram.ipp"
#include "sim/engine/gram.ipp"
#include "sim/model/attention.ipp"
#include "sim/model/products.ipp"
#include "sim/trajectory/dynamics_in.ipp"

/// Products and the plain descent for one scalar; flow and the family have files of their own. Each
/// scalar has its own source file here, so that the multiprecision ones are compiled once and side
/// by side.
#define BENIGNITY_INSTANTIATE_SIM(Real, precision)                                                \
  namespace benignity {                                                                           \
  template void add_product<Real>(const Real&, const MatrixView<Real>&, const MatrixView<Real>&,  \
                                  Real*);                                                         \
  template AttentionProblem<Real> attention_problem<Real>(const Parameters&, const TrainingSet&); \
  template void respond<Real>(const AttentionProblem<Real>&, const Vector<Real>&,                 \
                              AttentionResponse<Real>&);                                          \
  template Real mean_loss<Real>(const AttentionResponse<Real>&);                                  \
  template ExplicitGramStart<Real> explicit_gram_start<Real>(const Parameters&,                   \
                                                             const TrainingSet&, std::uint64_t,   \
                                                             std::uint64_t);                      \
  template class RebuiltParameters<Real>;                                                         \
  template class GramDescent<Real>;                                                               \
  template class DenseDescent<Real>;                                                              \
  template <>                                                                                     \
  std::unique_ptr<DescentDynamics> descent_in<precision>(const RunSettings& settings) {           \
    return make_descent<Real>(settings);                                                          \
  }                                                                                               \
  }
