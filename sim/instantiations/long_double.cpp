#include "sim/instantiations/instantiate.ipp"

BENIGNITY_INSTANTIATE_SIM(long double, Precision::long_double)
