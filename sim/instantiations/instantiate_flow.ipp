#pragma once

#include "sim/engine/conserved_quantities.ipp"
#include "sim/engine/flow.ipp"
#include "sim/trajectory/flow_dynamics_in.ipp"

/// Gradient flow for one scalar: double, and 50 digits as its witness. Its tolerance is a choice of
/// its own, so that a third and fourth scalar would say nothing that these two do not.
#define BENIGNITY_INSTANTIATE_FLOW(Real, precision)                               \
  namespace benignity {                                                           \
  template class GramFlow<Real>;                                                  \
  template Real flow_tolerance<Real>();                                           \
  template class ConservedQuantitiesOf<Real>;                                     \
  template <>                                                                     \
  std::unique_ptr<FlowDynamics> flow_in<precision>(const RunSettings& settings) { \
    return make_flow<Real>(settings);                                             \
  }                                                                               \
  }
