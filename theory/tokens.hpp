#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace benignity {

/// Refuses a number of tokens T < 2: attention with nothing to select among.
inline void require_tokens(const char* function, std::int64_t tokens) {
  if (tokens < 2) {
    throw std::domain_error(std::string(function) + ": tokens is " + std::to_string(tokens) +
                            ", but must be at least 2");
  }
}

}  // namespace benignity
