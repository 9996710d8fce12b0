#include <boost/multiprecision/eigen.hpp>

#include "sim/instantiations/instantiate.ipp"
#include "theory/scalar.hpp"

BENIGNITY_INSTANTIATE_SIM(Float50, Precision::digits50)
