#include <boost/multiprecision/eigen.hpp>

#include "sim/instantiations/instantiate_heads.ipp"
#include "theory/scalar.hpp"

BENIGNITY_INSTANTIATE_HEADS(Float50, Precision::digits50)
