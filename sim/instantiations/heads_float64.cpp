#include "sim/instantiations/instantiate_heads.ipp"

BENIGNITY_INSTANTIATE_HEADS(double, Precision::float64)
