#include "sim/instantiations/instantiate.ipp"
#include "sim/instantiations/instantiate_flow.ipp"

BENIGNITY_INSTANTIATE_SIM(double, Precision::float64)
BENIGNITY_INSTANTIATE_FLOW(double, Precision::float64)
