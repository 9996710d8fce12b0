#pragma once

#include <stdexcept>

namespace benignity {

/// A sweep that cannot start or go on for a reason that its user can mend. `what()` is one line.
class SweepError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace benignity
