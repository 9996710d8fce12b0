#include <boost/multiprecision/eigen.hpp>

#include "sim/instantiations/instantiate.ipp"
#include "sim/instantiations/instantiate_flow.ipp"
#include "theory/scalar.hpp"

BENIGNITY_INSTANTIATE_SIM(Float50, Precision::digits50)
BENIGNITY_INSTANTIATE_FLOW(Float50, Precision::digits50)
