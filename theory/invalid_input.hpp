#pragma once

#include <stdexcept>
#include <string>

namespace benignity {

/// A value that a user chose and that cannot be used. `what()` is one line, "KEY is VALUE, but must
/// be REQUIREMENT", which the program prints before it exits with 2.
class InvalidInput : public std::invalid_argument {
 public:
  InvalidInput(const std::string& key, const std::string& value, const std::string& requirement)
      : std::invalid_argument(key + " is " + value + ", but must be " + requirement) {}
};

}  // namespace benignity
