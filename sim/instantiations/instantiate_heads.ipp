#pragma once

#include "sim/engine/dense_heads.ipp"
#include "sim/engine/gram_heads.ipp"
#include "sim/engine/heads_descent.ipp"
#include "sim/trajectory/heads_dynamics_in.ipp"

/// The family of models for one scalar: double and 50 digits take all of it, the other precisions
/// the plain model alone (instantiate.ipp).
#define BENIGNITY_INSTANTIATE_HEADS(Real, precision)                                               \
  namespace benignity {                                                                            \
  template void respond<Real>(const HeadsShape&, const std::vector<const Vector<Real>*>&,          \
                              const std::vector<const Matrix<Real>*>&,                             \
                              const std::vector<Real>&, HeadsResponse<Real>&);                     \
  template void masked_softmax<Real>(const HeadsShape&, const Vector<Real>&, Vector<Real>&);       \
  template class ColumnGram<Real>;                                                                 \
  template class GramHead<Real>;                                                                   \
  template class GramKeyQueryHead<Real>;                                                           \
  template class DenseHead<Real>;                                                                  \
  template class DenseKeyQueryHead<Real>;                                                          \
  template class HeadsDescent<Real>;                                                               \
  template <>                                                                                      \
  std::unique_ptr<DescentDynamics> heads_in<precision>(const RunSettings& settings) {              \
    return make_heads<Real>(settings);                                                             \
  }                                                                                                \
  }
