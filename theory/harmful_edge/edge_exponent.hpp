#pragma once

#include "theory/setting/parameters.hpp"

namespace benignity {

/// Between two settings of which the second has `ratio` times the first's d (or n): the local
/// exponent of the harmful edge (11.13),
///   log(|mu|_mem(second)/|mu|_mem(first))/log(ratio).
/// It tends to 1/4 in d and -1/4 in n as kappa -> 0 along the edge, and is below 1/4 in d before:
/// there the signal's own inertia, (7.12), slows it down. ratio > 0, not 1. Throws InvalidInput
/// (key dimension) where a setting has no edge. [derived] theory/harmful_edge/README.md (E2)
[[nodiscard]] double edge_exponent(const Parameters& first, const Parameters& second, double ratio);

}  // namespace benignity
