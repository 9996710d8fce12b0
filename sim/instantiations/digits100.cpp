#include <boost/multiprecision/eigen.hpp>

#include "sim/instantiations/instantiate.ipp"
#include "theory/scalar.hpp"

BENIGNITY_INSTANTIATE_SIM(Float100, Precision::digits100)
