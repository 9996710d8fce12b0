#pragma once

#include <iosfwd>
#include <vector>

#include "sim/trajectory/named_array.hpp"

namespace benignity {

/// Where a run of gradient descent comes from and what it leaves. A run that goes on from a state
/// takes `steps` more steps, the same ones, to the bit, that one longer run would have taken.
struct RunState {
  std::istream* from = nullptr;  ///< what an earlier run left
  std::ostream* to = nullptr;
  std::vector<NamedArray>* arrays = nullptr;  ///< filled with those of the last step
  NamedArray* attention = nullptr;            ///< filled with the softmax of every record
};

}  // namespace benignity
