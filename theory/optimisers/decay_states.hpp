#pragma once

#include <array>
#include <optional>

#include "theory/setting/parameters.hpp"

namespace benignity {

/// A trained state that descent and decay hold, in the mean field.
struct DecayState {
  double decay;                            ///< omega
  double query_norm2;                      ///< |p|^2 = |W|^2 = |W^T p|
  std::array<double, 4> relevant_softmax;  ///< s_1 by SampleType
};

/// The edges of the three cases: below `zero` every start trains, above `collapse` none does.
struct DecayEdges {
  double zero;      ///< |X^T c| at uniform attention
  double collapse;  ///< the largest |X^T c| over the states of (O.3), >= zero
};

/// W and p both trained by descent with decoupled decay; weight_decay, step_size and the initial
/// scales are not read. Relative accuracy 1e-3. Throws InvalidInput for parameters that validate()
/// refuses or that have no plain equivalent but for their decay.
/// [derived] theory/optimisers/README.md (O.3), (O.4)
[[nodiscard]] DecayEdges decay_edges(const Parameters& parameters);

/// The stable trained state at that omega > 0: absent from `collapse` on, and where it would lie
/// beyond ||p||^2 of 10^4 times that of the edge. Throws as above.
[[nodiscard]] std::optional<DecayState> trained_state(const Parameters& parameters, double decay);

}  // namespace benignity
