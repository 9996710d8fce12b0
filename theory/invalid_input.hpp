#pragma once

#include <array>
#include <charconv>
#include <stdexcept>
#include <string>

namespace benignity {

/// The shortest decimal that reads back as `value`: 0.005, 1e+60, nan, inf.
[[nodiscard]] inline std::string shortest_decimal(double value) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

/// A value that a user chose and that cannot be used. `what()` is one line, "KEY is VALUE, but must
/// be REQUIREMENT", which the program prints before it exits with 2.
class InvalidInput : public std::invalid_argument {
 public:
  InvalidInput(const std::string& key, const std::string& value, const std::string& requirement)
      : std::invalid_argument(key + " is " + value + ", but must be " + requirement) {}
};

}  // namespace benignity
