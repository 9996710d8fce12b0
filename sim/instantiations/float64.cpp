#include "sim/instantiations/instantiate.ipp"

BENIGNITY_INSTANTIATE_SIM(double, Precision::float64)
