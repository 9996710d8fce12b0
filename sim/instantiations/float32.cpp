#include "sim/instantiations/instantiate.ipp"

BENIGNITY_INSTANTIATE_SIM(float, Precision::float32)
